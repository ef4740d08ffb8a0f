import { byId } from './by-id.ts';

/** Hears of photos that are chosen, dropped anywhere on the page, or pasted. */
export function takePhotos(onPhotos: (files: readonly File[]) => void): void {
  const give = (files: FileList | null | undefined): void => {
    if (files && files.length > 0) onPhotos([...files]);
  };
  const input = byId<HTMLInputElement>('photos');
  input.addEventListener('change', () => {
    give(input.files);
    input.value = ''; // So that the same photo can be chosen again.
  });

  const isOver = (over: boolean): void => {
    byId('intake').classList.toggle('over', over);
  };
  document.addEventListener('dragover', (event) => {
    event.preventDefault();
    isOver(true);
  });
  document.addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) isOver(false);
  });
  document.addEventListener('drop', (event) => {
    event.preventDefault(); // The browser would open the file in place of the page.
    isOver(false);
    give(event.dataTransfer?.files);
  });
  document.addEventListener('paste', (event) => give(event.clipboardData?.files));
}
