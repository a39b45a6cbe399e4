/** What the page builder makes of a style sheet is nothing to the code that asks for it. */
declare module '*.css';
