import { redirect } from "next/navigation";

/** The settings of the instance have one part so far. */
export default function Page(): never {
  redirect("/settings/limits");
}
