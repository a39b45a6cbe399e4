// Runs before the first paint, as a file of its own: the content security policy allows no inline script.
const kept = localStorage.getItem('theme');
if (kept === 'light' || kept === 'dark') document.documentElement.dataset.theme = kept;
