import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { type ReactNode, useState } from 'react';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { Screens } from '@/app/App';
import { newQueryClient } from '@/app/queries';
import { theme } from '@/app/theme';
import type { World } from './data';
import { installFake } from './fake';

/** What every screen stands on; nothing moves, so that nothing has to be waited for. */
function Ground({ children }: { children: ReactNode }) {
  const [client] = useState(newQueryClient);
  return (
    <MantineProvider theme={theme} env="test">
      <QueryClientProvider client={client}>
        <Notifications />
        {children}
      </QueryClientProvider>
    </MantineProvider>
  );
}

/** Draws one part of the interface. */
export function renderPart(part: ReactNode) {
  const router = createMemoryRouter([
    { path: '/', element: part },
    { path: '*', element: <p>elsewhere</p> },
  ]);
  const user = userEvent.setup();
  render(<RouterProvider router={router} />, { wrapper: Ground });
  return { user, router };
}

/** Draws the whole interface at an address, over the stand-in for the program. */
export function renderApp(address: string, world?: World, changes?: Parameters<typeof installFake>[1]) {
  const known = installFake(world, changes);
  window.location.hash = `#${address}`;
  const user = userEvent.setup();
  render(<Screens />, { wrapper: Ground });
  return { user, world: known };
}
