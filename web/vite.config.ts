import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { viewerPage } from './vite.viewer.ts';

const theServer = { target: `http://localhost:${process.env.RAPPORT_PORT ?? '3000'}`, changeOrigin: false };

export default defineConfig({
  plugins: [react(), viewerPage()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  // The guides are the ones of the repository's docs/.
  // The viewer's pages are this server's own while developing; what they play is not.
  server: { proxy: { '/api': theServer, '/media': theServer }, fs: { allow: ['..'] } },
  build: {
    target: 'es2023',
    // Maps are for the people who run Rapport as well as for us.
    sourcemap: true,
    chunkSizeWarningLimit: 700,
    rolldownOptions: { input: ['index.html', 'viewer.html', 'meeting.html'] },
  },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.{ts,tsx}'],
    setupFiles: ['./test/setup.ts'],
    restoreMocks: true,
  },
});
