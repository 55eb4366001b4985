import { readFileSync } from 'node:fs';
import { defineConfig, type Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import solid from 'vite-plugin-solid';
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

export default defineConfig({
  // Relative: one build works at every static path.
  base: './',
  plugins: [
    solid(),
    packedJson(),
    policyInPage(),
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
  },
  server: { headers: { 'Content-Security-Policy': DEVELOPMENT_POLICY } },
  preview: { headers: { 'Content-Security-Policy': CONTENT_SECURITY_POLICY } },
});
