import type { PageData } from './page-data.ts';
import { type SafeHtml, safeHtml } from './safe-html.ts';

/**
 * The photo with the maps over it, and their controls; the viewer's script draws and answers.
 *
 * @param outline - of the mask, as the path of an SVG in pixels of the upright image
 * @param photo - address of the upright photo
 */
export function stageSection(
  { width, height }: Pick<PageData, 'width' | 'height'>,
  { outline, photo }: { outline: string; photo: string },
): SafeHtml {
  return safeHtml`<section class="look" aria-labelledby="look">
<h2 id="look">Photo and maps</h2>
<div id="stage" tabindex="0" role="application" aria-label="Photo under a map. Click a patch, or use the arrow keys, to see what agrees with it; Escape goes back to the heatmap." aria-describedby="readout">
<img id="photo" src="${photo}" width="${width}" height="${height}" alt="The photo, upright">
<canvas id="map" aria-hidden="true"></canvas>
<svg viewBox="0 0 ${width} ${height}" preserveAspectRatio="none" aria-hidden="true">
<defs><path id="border" d="${outline}"/></defs>
<g id="outline"><use class="under" href="#border"/><use class="over" href="#border"/></g>
<g id="marker"><rect class="under"/><rect class="over"/></g>
</svg>
</div>
<p id="readout" aria-live="polite"></p>
<div class="legend">
<p id="scale-name"></p>
<div id="scale">
<canvas id="ramp" width="256" height="1" aria-hidden="true"></canvas>
<div class="ticks"><span id="tick-0"></span><span id="tick-1"></span><span id="tick-2"></span></div>
</div>
</div>
<div class="controls">
<label class="slider">Photo <input id="opacity" type="range" min="0" max="100" value="50" autocomplete="off" aria-label="From photo to map"> Map</label>
<label><input id="outlined" type="checkbox" checked autocomplete="off"> Outline of the mask</label>
<fieldset>
<legend>Map</legend>
<label><input type="radio" name="layer" value="heatmap" checked autocomplete="off"> Heatmap</label>
<label><input type="radio" name="layer" value="consistency" autocomplete="off"> Consistency with a patch</label>
<label><input type="radio" name="layer" value="pca" autocomplete="off"> PCA picture</label>
<label><input type="radio" name="layer" value="component" autocomplete="off"> First component</label>
</fieldset>
</div>
<noscript><p>The maps are drawn by this page’s own script, which is switched off; the mask’s outline is shown.</p></noscript>
</section>`;
}
