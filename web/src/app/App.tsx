import { DirectionProvider, localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { showProblem } from '@/ui/toast';
import { createQueryClient } from './queryClient';
import { createAppRouter } from './router';
import { cssVariables, theme } from './theme';

const queryClient = createQueryClient({
  onSignedOut: () => {
    const { pathname, href } = router.state.location;
    if (pathname === '/login') return;
    // A full load, as after signing out: nothing of this person's data stays in memory, and no page that still stands asks anew.
    window.location.assign(
      router.buildLocation({ to: '/login', search: { from: href, expired: true } }).href,
    );
  },
  onProblem: showProblem,
});
const router = createAppRouter(queryClient);
const colorScheme = localStorageColorSchemeManager({ key: 'rapport-color-scheme' });

export function App() {
  return (
    <DirectionProvider>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={cssVariables}
        defaultColorScheme="auto"
        colorSchemeManager={colorScheme}
      >
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
          <Notifications position="bottom-center" limit={3} />
        </QueryClientProvider>
      </MantineProvider>
    </DirectionProvider>
  );
}
