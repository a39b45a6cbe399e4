import { type DragEvent, useState } from 'react';

/** A file dropped on an element goes to `onFile`; text that is dragged does what it always does. */
export function useDrop(onFile: (file: File) => unknown) {
  const [isOver, setIsOver] = useState(false);
  const hasFile = (event: DragEvent): boolean => event.dataTransfer.types.includes('Files');
  return {
    isOver,
    handlers: {
      onDragOver: (event: DragEvent) => {
        if (!hasFile(event)) return;
        event.preventDefault();
        setIsOver(true);
      },
      onDragLeave: () => setIsOver(false),
      onDrop: (event: DragEvent) => {
        setIsOver(false);
        if (!hasFile(event)) return;
        event.preventDefault();
        const [file] = event.dataTransfer.files;
        if (file) onFile(file);
      },
    },
  };
}
