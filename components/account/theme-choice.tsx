"use client";
import { Monitor, Moon, Sun } from "lucide-react";
import { useTheme } from "#components/shell/use-theme";
import { Segmented } from "#components/ui/segmented";

const OPTIONS = [
  {
    value: "system",
    label: (
      <>
        <Monitor aria-hidden="true" /> As the system
      </>
    ),
  },
  {
    value: "light",
    label: (
      <>
        <Sun aria-hidden="true" /> Light
      </>
    ),
  },
  {
    value: "dark",
    label: (
      <>
        <Moon aria-hidden="true" /> Dark
      </>
    ),
  },
] as const;

/** Light, dark or as the system, kept in this browser. */
export function ThemeChoice() {
  const [theme, setTheme] = useTheme();
  return <Segmented label="Theme" value={theme} options={OPTIONS} onValueChange={setTheme} />;
}
