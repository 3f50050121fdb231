import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { setNonce } from 'get-nonce';
import { useEffect, useState } from 'react';
import { RouterProvider } from 'react-router';
import { setShell } from '@/api/system';
import { setTimeZone } from './format';
import { styleNonce } from './nonce';
import { newQueryClient } from './queries';
import { newRouter } from './routes';
import { theme, variables } from './theme';
import { useSite } from './useSite';

export function App() {
  const [client] = useState(newQueryClient);
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={variables}
      defaultColorScheme="auto"
      getStyleNonce={() => styleNonce() ?? ''}
    >
      <QueryClientProvider client={client}>
        <Notifications position="bottom-center" limit={4} transitionDuration={150} />
        <Screens />
      </QueryClientProvider>
    </MantineProvider>
  );
}

/** All screens. What the program says of itself (time zone, kind of shell) is taken before the first one is drawn. */
export function Screens() {
  const [router] = useState(newRouter);
  const info = useSite().data;
  useEffect(() => {
    const nonce = styleNonce();
    if (nonce) setNonce(nonce);
  }, []);
  if (info) {
    setShell(info.shell);
    setTimeZone(info.timeZone);
  }
  return <RouterProvider router={router} />;
}
