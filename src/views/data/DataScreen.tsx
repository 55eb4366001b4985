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

/** What everything rests on, where it is kept, and what others may see of it. */
export function DataScreen() {
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
