// The page docs/failures.md, of the figures that were measured.

/**
 * @param {readonly object[]} cases  words and figures of each picture
 * @returns {string} Markdown
 */
export function failuresPage(cases) {
  return `# When it fails

Made by \`node docs/pictures/draw.mjs\` with the bundled model; nothing here is typed by hand. Photo, heat
map, and where the paste really is: scenes that a program painted, photographed by simulated cameras. Real
photos fail in the same ways; how often, [the model card](../packages/models/weights/base/README.md) and
[the evaluation](evaluation.md) measured.

*Map* is the average precision of the heat map or its inverse, whichever is better, 1 for a perfect one;
*chance* is what a random map as smooth gets by the same rule.

${cases.map(section).join('\n')}`;
}

function section({ id, title, why, score, probability, found, chance, warnings }) {
  const map = found === undefined ? '–' : found.toFixed(2);
  const floor = chance === undefined ? '–' : chance.toFixed(2);
  const told = warnings.length > 0 ? warnings.map((one) => `> ${one}`).join('\n>\n') : undefined;
  return `## ${title}

${why}

![Photo, heat map, truth: ${title.toLowerCase()}](pictures/${id}.jpg)

| map | chance | score | probability |
|---|---|---|---|
| ${map} | ${floor} | ${score.toFixed(2)} | ${probability === undefined ? '–' : probability.toFixed(2)} |
${told ? `\nThe report warns:\n\n${told}\n` : ''}`;
}
