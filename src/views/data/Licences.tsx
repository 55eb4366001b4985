import { For } from 'solid-js';
import { ATTACK_COPYRIGHT } from '../../domain/attack/attack-notice';
import { Fold } from '../pieces/Fold';
import { DataSection } from './DataSection';
import { ATTACK_DISCLAIMERS, ATTACK_LICENCE, ATTACK_TRADEMARK, SMAP_COPYRIGHT } from './licence-texts';

/** Whose facts and software these are, on whose terms. */
export function Licences() {
  return (
    <DataSection title="Licences" about="Whose facts and software Vedette holds, and on which terms.">
      <h3 class="data-subheading">MITRE ATT&CK®</h3>
      <p>{ATTACK_COPYRIGHT}</p>
      <p>{ATTACK_LICENCE}</p>
      <Fold kind="quiet" summary="Disclaimers">
        <For each={ATTACK_DISCLAIMERS}>{(text) => <p class="data-disclaimer">{text}</p>}</For>
      </Fold>
      <p>{ATTACK_TRADEMARK}</p>
      <h3 class="data-subheading">Sensor Mappings to ATT&CK (SMAP)</h3>
      <p>
        {SMAP_COPYRIGHT} From it: which events of Auditd, CloudTrail, osquery, Sysmon, Windows event logs and Zeek show
        which data components; restructured for Vedette.
      </p>
      <h3 class="data-subheading">Vedette and the software in it</h3>
      <p>
        Vedette is licensed under the Apache License, Version 2.0. All notices and texts:{' '}
        <a href="./NOTICE.txt">NOTICE</a>, <a href="./LICENSE.txt">LICENSE</a>.
      </p>
    </DataSection>
  );
}
