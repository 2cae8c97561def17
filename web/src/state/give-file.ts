/** Gives a file to somebody: by what the phone shares with, else it is saved where downloads go. */
export async function giveFile(file: File): Promise<void> {
  if ("canShare" in navigator && navigator.canShare({ files: [file] })) {
    // Whoever changes their mind closes the list of ways; where the phone does not share after all, it is saved.
    const isOver = await navigator.share({ files: [file] }).then(
      () => true,
      (error: unknown) => error instanceof DOMException && error.name === "AbortError",
    );
    if (isOver) return;
  }
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
