// First of all styles: it names the order of the cascade layers, which no part that loads later may set.
import './views/tokens.css';
import { render } from 'solid-js/web';
import { startOffline } from './state/offline';
import { coverageWorker } from './state/workers';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no #root element.');

startOffline();
// The worker loads while the screens are drawn. It needs the page for a moment to begin, which a page that is busy
// drawing cannot give: so the screens wait a turn.
coverageWorker.start();
setTimeout(async () => {
  const { App } = await import('./views/App');
  render(() => <App />, root);
});
