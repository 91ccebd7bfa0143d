import js from '@eslint/js';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['dist', 'test-results', 'playwright-report'] },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  jsxA11y.flatConfigs.strict,
  reactHooks.configs.flat['recommended-latest'],
  {
    languageOptions: {
      globals: globals.browser,
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/only-throw-error': 'off', // the router's redirects are thrown by design
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      'no-restricted-syntax': [
        'error',
        {
          // Mantine's physical spacing props do not flip in a right-to-left page.
          selector: 'JSXAttribute[name.name=/^(ml|mr|pl|pr|left|right)$/]',
          message: 'Use the logical props (ms, me, ps, pe, insetInlineStart).',
        },
      ],
    },
  },
  { files: ['e2e/**', 'journeys/**', 'measure/**'], rules: { 'react-hooks/rules-of-hooks': 'off' } }, // Playwright's fixtures call use()
  { files: ['**/*.js', '**/*.cjs', 'public/**'], ...tseslint.configs.disableTypeChecked },
  { files: ['**/*.cjs'], languageOptions: { globals: globals.node } },
);
