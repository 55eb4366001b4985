import { render } from 'solid-js/web';
import { startOffline } from './state/offline';
import { App } from './views/App';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no #root element.');

startOffline();
render(() => <App />, root);
