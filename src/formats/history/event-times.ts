/** Moments as events in JSON and XML have them; most are ISO 8601 with a zone, and read without a detour over bytes. */
import type { TimeSettings } from '../../domain/history/time-settings';
import { makeTimeReader, readEpochNumber } from './times';

export interface EventTimes {
  /** @returns ms since 1970, or `NaN`: it is no moment */
  read(value: unknown): number;
}

const DAY = 86_400_000;
/** As serialisers of .NET write it. */
const DOT_NET_DATE = /^\/Date\((-?\d{1,15})(?:[+-]\d{4})?\)\/$/;
const ZONE_IN_TEXT = /^(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d{1,9})?) ?(?:UTC|GMT)$/;

export function makeEventTimes(settings: TimeSettings): EventTimes {
  const reader = makeTimeReader(settings);
  let lastText = '';
  let lastMoment = Number.NaN;
  let lastDay = '';
  let startOfDay = Number.NaN;

  /** `2020-10-18T07:50:06.2201234Z`, as nearly all are, also without a zone; -1: it is written otherwise. */
  function readFast(text: string): number {
    const isUtc = text.charCodeAt(text.length - 1) === 90;
    const length = isUtc ? text.length : text.length + 1;
    if (length < 20 || text.charCodeAt(13) !== 58) return -1;
    const mark = text.charCodeAt(10);
    if (mark !== 84 && mark !== 32) return -1;
    const hour = pair(text, 11);
    const minute = pair(text, 14);
    const second = pair(text, 17);
    if (!(hour < 24 && minute < 60 && second < 60) || text.charCodeAt(16) !== 58) return -1;
    let thousandths = 0;
    if (length > 20) {
      if (text.charCodeAt(19) !== 46) return -1;
      let weight = 100;
      for (let at = 20; at < length - 1; at++) {
        const digit = text.charCodeAt(at) - 48;
        if (digit < 0 || digit > 9) return -1;
        thousandths += digit * weight;
        weight = weight > 1 ? weight / 10 : 0;
      }
    }
    if (!text.startsWith(lastDay) || lastDay === '') {
      const day = text.slice(0, 10);
      const days = /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
      if (!(days >= 0 && days < 73_000 * DAY)) return -1;
      lastDay = day;
      startOfDay = days;
    }
    const ofDay = (hour * 60 + minute - (isUtc ? 0 : settings.zoneMinutes)) * 60_000 + second * 1000 + thousandths;
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

/** `NaN`: no two digits stand there. */
function pair(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}
