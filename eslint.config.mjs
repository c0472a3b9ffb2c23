import eslint from '@eslint/js';
import tseslint from 'typescript-eslint';

const pure = {
  'no-restricted-globals': [
    'error',
    { name: 'Date', message: 'Time is handed in: take an Instant or a CalendarDate.' },
    { name: 'process', message: 'The domain knows no environment.' },
    { name: 'setTimeout', message: 'The domain does not wait.' },
  ],
  'no-restricted-properties': [
    'error',
    { object: 'Math', property: 'random', message: 'Chance is handed in: take a Lot.' },
  ],
  'no-restricted-syntax': [
    'error',
    { selector: ':function[async=true]', message: 'Domain functions are synchronous.' },
    { selector: 'ClassDeclaration', message: 'The domain is data and functions.' },
  ],
};

export default tseslint.config(
  {
    ignores: [
      'templates',
      'dist',
      'var',
      'coverage',
      'node_modules',
      'test/architecture/violations',
    ],
  },
  eslint.configs.recommended,
  { files: ['**/*.mjs'], languageOptions: { globals: { process: 'readonly' } } },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      // Answers are plain objects described by decorated classes; nothing is ever an instance of them.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Exports have names.' },
        { selector: 'TSEnumDeclaration', message: 'Use a union of strings.' },
      ],
    },
  },
  { files: ['src/*/domain/**/*.ts', 'src/kernel/**/*.ts'], rules: pure },
  {
    files: ['src/kernel/**/*.ts'],
    rules: { 'no-restricted-globals': 'off' },
  },
  {
    // A count and a list search run over flat arrays whose bounds their layout guarantees.
    files: [
      'src/voting/domain/**/*.ts',
      'src/list-building/domain/solver/**/*.ts',
      'src/verifier/counting/**/*.ts',
    ],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  {
    files: ['**/*.spec.ts', 'test/**/*.ts'],
    rules: {
      'no-restricted-globals': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
    },
  },
  { files: ['ormconfig.ts'], rules: { 'no-restricted-syntax': 'off' } },
);
