import '@fontsource-variable/inter/wght.css';
import '@fontsource/ibm-plex-sans-arabic/arabic-400.css';
import '@fontsource/ibm-plex-sans-arabic/arabic-600.css';
import './viewer.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ViewerPage } from './ViewerPage';

const root = document.getElementById('root');
if (!root) throw new Error('viewer.html has no #root');
const [, kind, token = ''] = location.pathname.split('/');

createRoot(root).render(
  <StrictMode>
    <ViewerPage token={decodeURIComponent(token)} embedded={kind === 'embed'} />
  </StrictMode>,
);
