import Database from 'lucide-solid/icons/database';
import Eye from 'lucide-solid/icons/eye';
import Footprints from 'lucide-solid/icons/footprints';
import ListPlus from 'lucide-solid/icons/list-plus';
import Radar from 'lucide-solid/icons/radar';
import Send from 'lucide-solid/icons/send';
import type { Component } from 'solid-js';
import type { Screen } from '../../state/route';

/** The map of the app: five questions, the screens that answer each, and the data they rest on. */
export interface Destination {
  readonly screen: Screen;
  readonly label: string;
}

export interface Question {
  readonly label: string;
  /** For the bottom bar. */
  readonly short: string;
  readonly icon: Component<{ readonly size?: number; readonly 'aria-hidden'?: 'true' }>;
  /** The first one answers the question; the others hold what it rests on. */
  readonly screens: readonly [Destination, ...Destination[]];
}

export const QUESTIONS: readonly Question[] = [
  {
    label: 'What can I see?',
    short: 'See',
    icon: Eye,
    screens: [
      { screen: 'coverage', label: 'Coverage' },
      { screen: 'inventory', label: 'Inventory' },
      { screen: 'layers', label: 'Layers' },
    ],
  },
  { label: 'What should I add?', short: 'Add', icon: ListPlus, screens: [{ screen: 'plan', label: 'Plan' }] },
  { label: 'Can I see this threat?', short: 'Threat', icon: Radar, screens: [{ screen: 'threats', label: 'Threats' }] },
  {
    label: 'Has it been here?',
    short: 'Been here',
    icon: Footprints,
    screens: [
      { screen: 'hunts', label: 'Searches' },
      { screen: 'alerts', label: 'Alerts' },
      { screen: 'watchlists', label: 'Watchlists' },
      { screen: 'indicators', label: 'Indicators' },
      { screen: 'histories', label: 'Histories' },
      { screen: 'cases', label: 'Cases' },
    ],
  },
  { label: 'What may I tell whom?', short: 'Tell', icon: Send, screens: [{ screen: 'share', label: 'Share' }] },
];

export const DATA: Question = {
  label: 'Data',
  short: 'Data',
  icon: Database,
  screens: [
    { screen: 'data', label: 'Data' },
    { screen: 'inbox', label: 'Inbox' },
  ],
};

export function findQuestion(screen: Screen | null): Question | undefined {
  return [...QUESTIONS, DATA].find(({ screens }) => screens.some((destination) => destination.screen === screen));
}
