import {
  Button,
  Checkbox,
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  Input,
  type MantineColorsTuple,
  Menu,
  Modal,
  MultiSelect,
  Paper,
  Popover,
  Radio,
  Select,
  Tabs,
  Tooltip,
  type VariantColorsResolver,
} from '@mantine/core';

const SYSTEM_FONT =
  'system-ui, -apple-system, "Segoe UI", Roboto, Cantarell, "Noto Sans", "Helvetica Neue", Arial, sans-serif';

/** The component kit wants ten shades; the two that are ever seen come from tokens.css through `variables` below. */
const teal: MantineColorsTuple = [
  '#e4f1f1',
  '#cbe4e5',
  '#9dcbce',
  '#6cb2b6',
  '#449ca1',
  '#288d93',
  '#0f6b73',
  '#0b565d',
  '#084449',
  '#052f33',
];
const red: MantineColorsTuple = [
  '#fbeae7',
  '#f3d2cd',
  '#e5a59d',
  '#d97569',
  '#cf4d3f',
  '#c23c31',
  '#b0352c',
  '#922a22',
  '#75211b',
  '#571813',
];

const byToken = (name: string) => ({
  background: `var(--${name})`,
  hover: `var(--${name}-hover)`,
  color: name === 'act' ? 'var(--on-act)' : 'var(--card)',
  border: '1px solid transparent',
});

/** Filled buttons take their ground and their text from the tokens, so that both schemes keep AA contrast. */
const variantColorResolver: VariantColorsResolver = (input) => {
  const usual = defaultVariantColorsResolver(input);
  const color = input.color ?? 'act';
  if (input.variant === 'filled' && (color === 'act' || color === 'bad')) return byToken(color);
  if ((input.variant === 'subtle' || input.variant === 'light') && (color === 'act' || color === 'bad')) {
    return {
      background: input.variant === 'light' ? `var(--${color}-tint)` : 'transparent',
      hover: `var(--${color}-tint)`,
      color: `var(--${color})`,
      border: '1px solid transparent',
    };
  }
  return usual;
};

export const variables: CSSVariablesResolver = () => {
  const same = {
    '--mantine-color-body': 'var(--paper)',
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-bright': 'var(--ink)',
    '--mantine-color-dimmed': 'var(--soft)',
    '--mantine-color-placeholder': 'var(--faint)',
    '--mantine-color-anchor': 'var(--act)',
    '--mantine-color-error': 'var(--bad)',
    '--mantine-color-default': 'var(--card)',
    '--mantine-color-default-hover': 'var(--sunk)',
    '--mantine-color-default-color': 'var(--ink)',
    '--mantine-color-default-border': 'var(--line)',
    '--mantine-color-disabled': 'var(--sunk)',
    '--mantine-color-disabled-color': 'var(--faint)',
    '--mantine-color-disabled-border': 'var(--line)',
    '--mantine-primary-color-filled': 'var(--act)',
    '--mantine-primary-color-filled-hover': 'var(--act-hover)',
    '--mantine-primary-color-light': 'var(--act-tint)',
    '--mantine-primary-color-light-hover': 'var(--act-tint)',
    '--mantine-primary-color-light-color': 'var(--act)',
    '--mantine-primary-color-contrast': 'var(--on-act)',
    '--mantine-color-act-filled': 'var(--act)',
    '--mantine-color-act-filled-hover': 'var(--act-hover)',
    '--mantine-color-act-light': 'var(--act-tint)',
    '--mantine-color-act-light-hover': 'var(--act-tint)',
    '--mantine-color-act-light-color': 'var(--act)',
    '--mantine-color-act-text': 'var(--act)',
    '--mantine-color-act-outline': 'var(--act)',
    '--mantine-color-bad-filled': 'var(--bad)',
    '--mantine-color-bad-light': 'var(--bad-tint)',
    '--mantine-color-bad-light-color': 'var(--bad)',
    '--mantine-color-bad-text': 'var(--bad)',
  };
  // What the kit draws with its own greys in the dark: notices, and the entry of a menu that is gone to.
  const dark = {
    ...same,
    '--mantine-color-dark-4': 'var(--line)',
    '--mantine-color-dark-5': 'var(--line)',
    '--mantine-color-dark-6': 'var(--card)',
    '--mantine-color-dark-7': 'var(--sunk)',
    '--mantine-color-dark-8': 'var(--paper)',
  };
  return { variables: {}, light: same, dark };
};

// What opens over a screen stays inside its landmark, where a screen reader looks for it.
const popover = { shadow: 'none', withinPortal: false, transitionProps: { duration: 100 } } as const;

// The arrow keys go through the options; Tab goes on to the next field and not into their list. The list is placed by
// the window and not by what it opens in, so that the edge of a dialog does not cut it.
const options = {
  comboboxProps: { ...popover, floatingStrategy: 'fixed' },
  scrollAreaProps: { viewportProps: { tabIndex: -1 } },
} as const;

export const theme = createTheme({
  primaryColor: 'act',
  primaryShade: 6,
  colors: { act: teal, bad: red },
  black: '#1c2430',
  fontFamily: SYSTEM_FONT,
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", "Roboto Mono", "DejaVu Sans Mono", monospace',
  headings: { fontFamily: SYSTEM_FONT, fontWeight: '650' },
  fontSizes: { xs: '12.5px', sm: '14px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '1.5', sm: '1.5', md: '1.5', lg: '1.5', xl: '1.4' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '20px', xl: '32px' },
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '10px', xl: '16px' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  variantColorResolver,
  components: {
    Button: Button.extend({ defaultProps: { size: 'sm', variant: 'default' } }),
    Paper: Paper.extend({ defaultProps: { withBorder: true } }),
    InputWrapper: Input.Wrapper.extend({
      defaultProps: { inputWrapperOrder: ['label', 'input', 'error', 'description'] },
    }),
    Checkbox: Checkbox.extend({ defaultProps: { size: 'xs', radius: 'xs' } }),
    Radio: Radio.extend({ defaultProps: { size: 'xs' } }),
    Select: Select.extend({
      defaultProps: { ...options, allowDeselect: false, checkIconPosition: 'right' },
    }),
    MultiSelect: MultiSelect.extend({ defaultProps: options }),
    // The placeholder that takes the focus first is not an item, and a menu may hold nothing else.
    Menu: Menu.extend({ defaultProps: { ...popover, withInitialFocusPlaceholder: false } }),
    Popover: Popover.extend({ defaultProps: popover }),
    Tooltip: Tooltip.extend({
      defaultProps: { openDelay: 400, withinPortal: false, transitionProps: { duration: 100 } },
    }),
    Tabs: Tabs.extend({ defaultProps: { keepMounted: false } }),
    // A dialog that moves keeps the lists of its fields inside its edges; one that fades does not.
    Modal: Modal.extend({
      defaultProps: { centered: true, shadow: 'none', transitionProps: { duration: 120, transition: 'fade' } },
    }),
  },
});
