/** The style of the page of curves, for light and dark screens. */
export const curvesStyle = `:root {
  color-scheme: light dark;
  --paper: #ffffff;
  --panel: #f6f8fa;
  --ink: #1b1f24;
  --quiet: #59636e;
  --rule: #d1d9e0;
  --accent: #0a58a8;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14171a;
    --panel: #1e2328;
    --ink: #e6e9ec;
    --quiet: #9aa4ae;
    --rule: #363d45;
    --accent: #6cb0f5;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0 auto;
  padding: 1rem clamp(0.6rem, 3vw, 2rem) 2rem;
  max-width: 90rem;
  color: var(--ink);
  background: var(--paper);
  font: 16px/1.4 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
}
h1 { margin: 0 0 0.25rem; font-size: 1.25rem; overflow-wrap: anywhere; }
p { margin: 0; color: var(--quiet); font-size: 0.9rem; }
progress { display: block; width: 100%; height: 0.5rem; margin: 0.6rem 0; accent-color: var(--accent); }
dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(8rem, 1fr)); gap: 0.5rem; margin: 0.75rem 0; }
dl div { padding: 0.4rem 0.7rem; border-radius: 6px; background: var(--panel); }
dt { color: var(--quiet); font-size: 0.85rem; }
dd { margin: 0; font-size: 1.15rem; font-variant-numeric: tabular-nums; }
main { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 21rem), 1fr)); gap: 1rem; }
figure { margin: 0; padding: 0.6rem 0.6rem 0.2rem; border-radius: 6px; background: var(--panel); }
figcaption { display: flex; flex-wrap: wrap; gap: 0 0.5rem; align-items: baseline; }
figcaption b { font-weight: 600; overflow-wrap: anywhere; }
figcaption span { color: var(--quiet); font-size: 0.85rem; }
figcaption output { margin-left: auto; font-variant-numeric: tabular-nums; }
svg { display: block; width: 100%; height: auto; margin-top: 0.3rem; }
svg text { fill: var(--quiet); font-size: 11px; font-variant-numeric: tabular-nums; }
svg path { fill: none; }
.rule { stroke: var(--rule); stroke-width: 0.5; }
.axis { stroke: var(--quiet); }
.dots { stroke: var(--accent); stroke-width: 3; stroke-linecap: round; opacity: 0.35; }
.few { stroke-width: 7; opacity: 1; }
.line { stroke: var(--accent); stroke-width: 2; stroke-linejoin: round; }
`;
