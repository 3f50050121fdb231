import { notifications } from '@mantine/notifications';
import { cleanup, configure } from '@testing-library/react';
import { afterEach, beforeEach } from 'vitest';

configure({ asyncUtilTimeout: 15_000 });

// What this DOM lacks: the fonts that a growing text field waits for.
Object.defineProperty(document, 'fonts', { value: new EventTarget() });

beforeEach(() => {
  window.location.hash = '';
  window.localStorage.clear();
});

afterEach(() => {
  cleanup();
  notifications.clean();
  Reflect.deleteProperty(window, 'go');
  document.body.replaceChildren();
});
