import { Show } from 'solid-js';
import { readPagePolicy } from '../../state/device-data';
import { DataSection } from './DataSection';

/** Nothing leaves: the rule that holds it, and three ways to check it oneself. */
export function PrivacyFacts() {
  const policy = readPagePolicy();
  return (
    <DataSection title="Privacy" about="Nothing leaves this device. You need not take our word for it.">
      <ul class="data-list">
        <li>
          Once <em>Ready offline</em> shows, disconnect from the network and go on working. All of it is computed here.
        </li>
        <li>
          Open the browser's developer tools, network tab, and use the page: every request goes to{' '}
          <code>{location.host}</code>, for files of Vedette itself. None carries your data.
        </li>
        <li>
          The browser holds the page to the policy below. <code>connect-src 'self'</code> forbids any connection
          elsewhere, <code>form-action 'none'</code> any form; a violation would show in the developer tools' console.
        </li>
      </ul>
      <Show
        when={policy}
        fallback={
          <p class="data-quiet">
            The page itself holds no policy here: a development server sends it as a header. The built page holds it.
          </p>
        }
      >
        {(text) => (
          <>
            <h3 class="data-subheading">Content-Security-Policy in force</h3>
            <pre class="data-policy">{text().split('; ').join(';\n')}</pre>
          </>
        )}
      </Show>
      <p>
        Whoever hosts this page sees what every web server sees: that your address fetched these files, and when. Host
        it yourself, or keep it for offline use, and they see no more.
      </p>
    </DataSection>
  );
}
