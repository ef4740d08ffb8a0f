import { applyStep, canvasWebpCodec, createRandom, proceduralScene } from '@exifclip/datasets';

/** A scene after WebP by the browser: its size, and how far it is from the scene on average. */
export async function saveAsWebp(
  quality: number,
): Promise<{ width: number; height: number; loss: number }> {
  const scene = proceduralScene(75, 50, createRandom('webp'));
  const { data, width, height } = await applyStep(
    scene,
    { kind: 'webp', quality },
    { webp: canvasWebpCodec },
  );
  const sum = data.reduce((total, value, i) => total + Math.abs(value - scene.data[i]!), 0);
  return { width, height, loss: sum / data.length };
}
