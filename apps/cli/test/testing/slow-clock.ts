/**
 * Imported first by commands under test: for them time passes a sixteenth as fast, beginning at SLOW_CLOCK_FROM. What
 * a slow machine takes minutes for is then "just now" on any, and columns are as wide.
 */
const fromMs = Number(process.env.SLOW_CLOCK_FROM);
const realNow = Date.now;
Date.now = () => fromMs + Math.floor((realNow() - fromMs) / 16);
