/** Moments as events in JSON and XML have them; most are ISO 8601 with a zone, and read without a detour over bytes. */
import type { TimeSettings } from '../../domain/history/time-settings';
import { daysOfDate } from './calendar';
import { makeTimeReader, readEpochNumber } from './times';

export interface EventTimes {
  /** @returns ms since 1970, or `NaN`: it is no moment */
  read(value: unknown): number;
}

const DAY = 86_400_000;
/** In 2169. */
const LAST_DAY = 73_000;
const DAY_OF_YEAR = /^\d{4}-\d\d-\d\d$/;
/** As serialisers of .NET write it. */
const DOT_NET_DATE = /^\/Date\((-?\d{1,15})(?:[+-]\d{4})?\)\/$/;
const ZONE_IN_TEXT = /^(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d{1,9})?) ?(?:UTC|GMT)$/;

export function makeEventTimes(settings: TimeSettings): EventTimes {
  const reader = makeTimeReader(settings);
  let lastText = '';
  let lastMoment = Number.NaN;
  let lastDay = '';
  let startOfDay = Number.NaN;

  /** `2020-10-18T07:50:06.2201234Z`, as nearly all are, also with another zone or none; -1: it is written otherwise. */
  function readFast(text: string): number {
    let end = text.length;
    let zone = settings.zoneMinutes;
    if (text.charCodeAt(end - 1) === 90) {
      end--;
      zone = 0;
    } else {
      const width = isSign(text.charCodeAt(end - 5)) ? 5 : isSign(text.charCodeAt(end - 6)) ? 6 : 0;
      if (width > 0 && end - width >= 19) {
        const east = pair(text, end - width + 1) * 60 + pair(text, end - 2);
        if (Number.isNaN(east) || east > 14 * 60 || (width === 6 && text.charCodeAt(end - 3) !== 58)) return -1;
        zone = text.charCodeAt(end - width) === 45 ? -east : east;
        end -= width;
      }
    }
    if (end < 19 || text.charCodeAt(13) !== 58) return -1;
    const mark = text.charCodeAt(10);
    if (mark !== 84 && mark !== 32) return -1;
    const hour = pair(text, 11);
    const minute = pair(text, 14);
    const second = pair(text, 17);
    if (!(hour < 24 && minute < 60 && second < 60) || text.charCodeAt(16) !== 58) return -1;
    let thousandths = 0;
    if (end > 19) {
      if (text.charCodeAt(19) !== 46) return -1;
      let weight = 100;
      for (let at = 20; at < end; at++) {
        const digit = text.charCodeAt(at) - 48;
        if (digit < 0 || digit > 9) return -1;
        thousandths += digit * weight;
        weight = weight > 1 ? weight / 10 : 0;
      }
    }
    if (!text.startsWith(lastDay) || lastDay === '') {
      const day = text.slice(0, 10);
      const days = DAY_OF_YEAR.test(day)
        ? daysOfDate(Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8)))
        : Number.NaN;
      if (!(days >= 0 && days < LAST_DAY)) return -1;
      lastDay = day;
      startOfDay = days * DAY;
    }
    const ofDay = (hour * 60 + minute - zone) * 60_000 + second * 1000 + thousandths;
    return startOfDay + ofDay + settings.skewMs;
  }

  function readText(text: string): number {
    if (text.length < 8 || text.length > 64) return Number.NaN;
    const fast = readFast(text);
    if (fast !== -1) return fast;
    const date = DOT_NET_DATE.exec(text);
    if (date !== null) return Number(date[1]) + settings.skewMs;
    const utc = ZONE_IN_TEXT.exec(text);
    return utc === null ? reader.readText(text) : readFast(`${utc[1]}Z`);
  }

  return {
    read(value) {
      if (typeof value === 'number') return readEpochNumber(value) + settings.skewMs;
      if (typeof value !== 'string') return Number.NaN;
      if (value !== lastText) {
        lastMoment = readText(value);
        lastText = value;
      }
      return lastMoment;
    },
  };
}

function isSign(code: number): boolean {
  return code === 43 || code === 45;
}

/** `NaN`: no two digits stand there. */
function pair(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}
