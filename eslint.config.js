import js from "@eslint/js";

export default [
  js.configs.recommended,
  {
    files: ["claimcheck/widgets/page/*.js"],
    rules: {
      // tsc knows what a browser has.
      "no-undef": "off",
      "no-var": "error",
      "prefer-const": "error",
      eqeqeq: "error",
      // One declaration a name, since the modules are joined and a test counts the names.
      "one-var": ["error", "never"],
      "no-implied-eval": "error",
      "no-eval": "error",
      "max-lines": ["error", { max: 300, skipBlankLines: true, skipComments: true }],
    },
  },
];
