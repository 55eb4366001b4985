import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { defineConfig, type Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import solid from 'vite-plugin-solid';
import type { ManifestTransform } from 'workbox-build';
import { packedJson } from './data/packed-json-plugin.ts';
import { CONTENT_SECURITY_POLICY, DEVELOPMENT_POLICY } from './src/content-security-policy.ts';

/** The policy as the first thing in the built page's head: before any script, and on hosts that send no headers. */
function policyInPage(): Plugin {
  return {
    name: 'policy-in-page',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: CONTENT_SECURITY_POLICY },
        injectTo: 'head-prepend',
      },
    ],
  };
}

/** The screens load beside the entry, which starts the worker first: the page names them, so that nothing waits in turn. */
function preloadScreens(): Plugin {
  return {
    name: 'preload-screens',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_, { bundle = {} }) {
        const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
        const needed = new Set<string>();
        const need = (fileName: string): void => {
          if (needed.has(fileName)) return;
          needed.add(fileName);
          chunks.find((chunk) => chunk.fileName === fileName)?.imports.forEach(need);
        };
        const app = chunks.find((chunk) => chunk.facadeModuleId?.endsWith('/src/views/App.tsx'));
        if (app === undefined) throw new Error('The build has no chunk for src/views/App.tsx.');
        need(app.fileName);
        return [...needed]
          .filter((fileName) => !chunks.some((chunk) => chunk.isEntry && chunk.fileName === fileName))
          .map((fileName) => ({
            tag: 'link',
            attrs: { rel: 'modulepreload', crossorigin: true, href: `./${fileName}` },
            injectTo: 'head' as const,
          }));
      },
    },
  };
}

/** Whoever hosts `dist` passes on copies of others' work: the terms travel with it. */
function legalTexts(): Plugin {
  return {
    name: 'legal-texts',
    apply: 'build',
    generateBundle() {
      for (const name of ['LICENSE', 'NOTICE']) {
        this.emitFile({ type: 'asset', fileName: `${name}.txt`, source: readFileSync(name, 'utf8') });
      }
    },
  };
}

/**
 * Marks what the first visit needs: what the page itself names, the coverage worker, the default catalog and the sensor
 * library, and everything outside `assets`. The service worker stores the rest once the app runs.
 */
async function markFirstLoad(entries: Parameters<ManifestTransform>[0]) {
  const page = await readFile('dist/index.html', 'utf8');
  const isNeeded = (url: string) =>
    !url.startsWith('assets/') ||
    page.includes(url) ||
    /\/(?:coverage\.worker-[^/]+\.js|(?:enterprise-attack-19\.1|sensor-library)-[0-9a-f]{10}\.json\.gz)$/.test(url) ||
    /\.css$/.test(url);
  return { manifest: entries.map((entry) => ({ ...entry, atOnce: isNeeded(entry.url) })), warnings: [] };
}

export default defineConfig({
  // Relative: one build works at every static path.
  base: './',
  plugins: [
    solid(),
    packedJson(),
    policyInPage(),
    preloadScreens(),
    legalTexts(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src',
      filename: 'service-worker.ts',
      // src/state/offline.ts registers it, and src/service-worker.ts waits for the user's click.
      injectRegister: false,
      registerType: 'prompt',
      injectManifest: {
        rollupFormat: 'iife',
        target: 'es2022',
        // Everything: what a build holds must be there without the network.
        globPatterns: ['**/*.*'],
        maximumFileSizeToCacheInBytes: 4 * 1024 * 1024,
        manifestTransforms: [markFirstLoad],
      },
      manifest: {
        name: 'Vedette',
        short_name: 'Vedette',
        description:
          'Shows defenders what they can see: ATT&CK coverage from your own sensors, computed on this device.',
        lang: 'en',
        start_url: './',
        scope: './',
        display: 'standalone',
        theme_color: '#17323d',
        background_color: '#17323d',
        categories: ['security', 'productivity'],
        icons: [
          { src: 'icon.svg', sizes: 'any', type: 'image/svg+xml' },
          { src: 'icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: 'icon-512.png', sizes: '512x512', type: 'image/png' },
          { src: 'icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
        ],
      },
    }),
  ],
  worker: { format: 'es', plugins: () => [packedJson()] },
  build: {
    target: 'es2022',
    // A small file as a `data:` address would be a request that `connect-src 'self'` refuses.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1024,
    // One sheet: the order of cascade layers is set where they are first named, and a part that loads early would set it.
    cssCodeSplit: false,
    modulePreload: { polyfill: false },
  },
  server: { headers: { 'Content-Security-Policy': DEVELOPMENT_POLICY } },
  preview: { headers: { 'Content-Security-Policy': CONTENT_SECURITY_POLICY } },
});
