/**
 * The numbers that a printed value begins with: `4.5 mm`, `1/60`, `+2/3`, `2015 1511 2217 1330`.
 * `undef` is NaN and `inf` Infinity, as exiftool prints the rationals 0/0 and n/0.
 */
export function printedNumbers(text: string): number[] {
  const numbers: number[] = [];
  for (const token of text.split(/[ ,]+/)) {
    const match = /^([+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?)(?:\/(\d+))?$/i.exec(token);
    if (match) numbers.push(Number(match[1]) / Number(match[2] ?? 1));
    else if (/^inf(inity)?$/i.test(token)) numbers.push(Number.POSITIVE_INFINITY);
    else if (/^(undef|unknown)$/i.test(token)) numbers.push(Number.NaN);
    else break;
  }
  return numbers;
}
