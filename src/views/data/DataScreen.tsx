import { lazy, Match, Suspense, Switch } from 'solid-js';
import { useApp } from '../../state/app-state';
import { Screen } from '../pieces/Screen';
import { AttackReleases } from './AttackReleases';
import { BackupSection } from './BackupSection';
import { DeleteEverything } from './DeleteEverything';
import { ForeignDocuments } from './ForeignDocuments';
import { ImportHistory } from './ImportHistory';
import { Licences } from './Licences';
import { PrivacyFacts } from './PrivacyFacts';
import { ShareLink } from './ShareLink';
import { StorageFacts } from './StorageFacts';
import './DataScreen.css';

const ReleaseDiff = lazy(async () => ({ default: (await import('./ReleaseDiff')).ReleaseDiff }));
const ReleaseUpgrade = lazy(async () => ({ default: (await import('./ReleaseUpgrade')).ReleaseUpgrade }));

/** The screen, and the views that have an address of their own below it: `#/data/diff`, `#/data/upgrade`. */
export function DataScreen() {
  const { route } = useApp();
  const part = () => route().detail[0];
  return (
    <Suspense>
      <Switch fallback={<AllData />}>
        <Match when={part() === 'diff'}>
          <ReleaseDiff />
        </Match>
        <Match when={part() === 'upgrade'}>
          <ReleaseUpgrade />
        </Match>
      </Switch>
    </Suspense>
  );
}

/** What everything rests on, where it is kept, and what others may see of it. */
function AllData() {
  return (
    <Screen title="What is it all made of, and where is it kept?">
      <BackupSection />
      <ShareLink />
      <AttackReleases />
      <ImportHistory />
      <ForeignDocuments />
      <StorageFacts />
      <PrivacyFacts />
      <Licences />
      <DeleteEverything />
    </Screen>
  );
}
