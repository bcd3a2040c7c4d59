/** A model's name as a part of a file's: it comes from outside, and nothing of it climbs out of a folder. */
export function modelFileName(model: string): string {
  return (
    model
      .replace(/[^A-Za-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 60) || 'model'
  );
}
