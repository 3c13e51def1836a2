import { copyText } from "#components/ui/copy-text";
import { toast } from "#components/ui/toast";

/** Copies a text for a key that was pressed, where no button shows that it worked. */
export async function copyAndSay(text: string, what: string): Promise<void> {
  const isCopied = await copyText(text);
  toast(
    isCopied ? { title: `Copied the ${what}` } : { tone: "danger", title: "Not copied", description: text },
  );
}
