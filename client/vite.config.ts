import { defineConfig } from 'vite';

/** `dist/` holds hashed files and `.vite/manifest.json`, which the server reads. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/client/',
  publicDir: false,
  build: {
    manifest: true,
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2024',
    modulePreload: { polyfill: false },
    rolldownOptions: { input: ['main.ts', 'styles/sabir.css'] },
  },
});
