import {
  ActionIcon,
  Button,
  createTheme,
  defaultVariantColorsResolver,
  Drawer,
  Modal,
  type CSSVariablesResolver,
  type MantineColorsTuple,
} from '@mantine/core';

/** Deep teal: 4 is the accent on dark, 7 the accent on light. For the primary action, selection and focus only. */
const teal: MantineColorsTuple = [
  '#f0fdfa',
  '#ccfbf1',
  '#99f6e4',
  '#5eead4',
  '#2dd4bf',
  '#14b8a6',
  '#0d9488',
  '#0f766e',
  '#115e59',
  '#134e4a',
];
const red: MantineColorsTuple = [
  '#fef2f2',
  '#fee2e2',
  '#fecaca',
  '#fca5a5',
  '#f87171',
  '#ef4444',
  '#dc2626',
  '#b91c1c',
  '#991b1b',
  '#7f1d1d',
];
const grey: MantineColorsTuple = [
  '#f7f8fa',
  '#eff1f4',
  '#e6e9ed',
  '#dde1e6',
  '#cbd1d9',
  '#a3adb9',
  '#7a8594',
  '#566171',
  '#333d4b',
  '#1a212b',
];
/** Mantine reads these from light text (0) to deep background (9). */
const dark: MantineColorsTuple = [
  '#e4e8ee',
  '#c5ccd6',
  '#9aa5b3',
  '#6e7a89',
  '#333c48',
  '#28303a',
  '#1e252e',
  '#141920',
  '#10141a',
  '#0c0f14',
];

export const theme = createTheme({
  primaryColor: 'teal',
  primaryShade: { light: 7, dark: 4 },
  // On dark the filled colours are light ones, so what stands on them is dark.
  variantColorResolver: (input) => {
    const colours = defaultVariantColorsResolver(input);
    return input.variant === 'filled' ? { ...colours, color: 'var(--r-on-filled)' } : colours;
  },
  colors: { teal, red, gray: grey, dark },
  black: '#1a212b',
  fontFamily: "'Inter Variable', 'IBM Plex Sans Arabic', system-ui, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, Consolas, monospace",
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.125rem' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.5', lg: '1.5', xl: '1.4' },
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2rem' },
  radius: { xs: '3px', sm: '4px', md: '6px', lg: '8px', xl: '12px' },
  defaultRadius: 'md',
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.25rem', lineHeight: '1.4' },
      h2: { fontSize: '1rem', lineHeight: '1.5' },
      h3: { fontSize: '0.875rem', lineHeight: '1.5' },
    },
  },
  // One level of elevation, for what floats.
  shadows: {
    xs: 'none',
    sm: 'none',
    md: 'var(--r-shadow)',
    lg: 'var(--r-shadow)',
    xl: 'var(--r-shadow)',
  },
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Button: Button.extend({ defaultProps: { size: 'sm' } }),
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: 'subtle', color: 'gray', size: 'lg' } }),
    Modal: Modal.extend({
      defaultProps: {
        centered: true,
        transitionProps: { duration: 120 },
        overlayProps: { backgroundOpacity: 0.35 },
      },
    }),
    Drawer: Drawer.extend({
      // At the side, so that the page stays in sight.
      defaultProps: {
        position: 'right',
        shadow: 'md',
        transitionProps: { duration: 140 },
        overlayProps: { backgroundOpacity: 0.2 },
      },
    }),
  },
});

/** Our own names for what the screens are made of; both schemes side by side, so neither is an afterthought. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#ffffff',
    '--mantine-color-text': '#1a212b',
    '--mantine-color-dimmed': '#566171',
    '--mantine-color-default-border': '#dde1e6',
    '--mantine-color-anchor': '#0f766e',
    '--mantine-color-error': '#b91c1c',
    '--mantine-color-placeholder': '#6b7685',
    '--r-rail': '#f7f8fa',
    '--r-hover': '#f2f4f6',
    '--r-selected': '#e3f3f0',
    '--r-line': '#e3e7eb',
    '--r-input-line': '#838e9c',
    '--r-accent': '#0f766e',
    '--r-on-filled': '#ffffff',
    '--r-good': '#15803d',
    '--r-watch': '#9a5b04',
    '--r-risk': '#b91c1c',
    '--r-shadow': '0 8px 28px rgb(26 33 43 / 0.14), 0 0 0 1px rgb(26 33 43 / 0.06)',
  },
  dark: {
    '--mantine-color-body': '#141920',
    '--mantine-color-text': '#e4e8ee',
    '--mantine-color-dimmed': '#9aa5b3',
    '--mantine-color-default-border': '#333c48',
    '--mantine-color-anchor': '#2dd4bf',
    '--mantine-color-error': '#fca5a5',
    '--mantine-color-placeholder': '#8b97a6',
    '--r-rail': '#10141a',
    '--r-hover': '#1b222a',
    '--r-selected': '#12302f',
    '--r-line': '#28303a',
    '--r-input-line': '#697584',
    '--r-accent': '#2dd4bf',
    '--r-on-filled': '#0c1a1a',
    '--r-good': '#4ade80',
    '--r-watch': '#fbbf24',
    '--r-risk': '#f87171',
    '--r-shadow': '0 8px 28px rgb(0 0 0 / 0.5), 0 0 0 1px #333c48',
  },
});
