// Runs in a worker and tries what the Content-Security-Policy forbids; answers which attempts succeeded and which
// directives were reported as violated. The address of a foreign host stands in the worker's own query.
const foreign = new URL(self.location.href).searchParams.get('foreign');
const violated = new Set();
self.addEventListener('securitypolicyviolation', (event) => violated.add(event.effectiveDirective));

const EMPTY_MODULE = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);

function startBlobWorker() {
  return new Promise((resolve, reject) => {
    const worker = new Worker(URL.createObjectURL(new Blob(['postMessage(1)'], { type: 'text/javascript' })));
    worker.onmessage = () => resolve();
    worker.onerror = () => reject(new Error('blocked'));
  });
}

const attempts = {
  // biome-ignore lint/security/noGlobalEval: the attempt is the test.
  eval: () => eval('1'),
  function: () => new Function('return 1')(),
  fetch: () => fetch(foreign, { mode: 'no-cors' }),
  webassembly: () => WebAssembly.compile(EMPTY_MODULE),
  blobWorker: startBlobWorker,
};

async function probe() {
  const allowed = [];
  for (const [name, attempt] of Object.entries(attempts)) {
    try {
      await attempt();
      allowed.push(name);
    } catch {
      // Blocked, as it should be.
    }
  }
  // Reports of violations are events of their own; let them arrive.
  await new Promise((resolve) => setTimeout(resolve, 50));
  self.postMessage({ allowed, violated: [...violated].sort() });
}

probe();
