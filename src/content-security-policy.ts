/**
 * The one policy, said in three places: `<meta>` in the built page, headers of Vite's servers, and the header the
 * service worker puts on every stored response. Only a header reaches workers, which is why the third exists.
 * Loosen it only with a reason in docs/decisions.md.
 */
const DIRECTIVES = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "object-src 'none'",
];

export const CONTENT_SECURITY_POLICY = DIRECTIVES.join('; ');

/** Vite's development server puts styles into the page as `<style>` elements; nothing that is built does. */
export const DEVELOPMENT_POLICY = CONTENT_SECURITY_POLICY.replace(
  "style-src 'self'",
  "style-src 'self' 'unsafe-inline'",
);
