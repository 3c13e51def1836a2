import { describe, expect, test } from "vitest";
import { AnsiReader, plainText } from "#components/builds/ansi-segments";

const ESC = "\u001b";
const read = (text: string) => new AnsiReader().read(text);

test("plain text is one run, an empty line none", () => {
  expect(read("hello")).toEqual([{ text: "hello", decorations: "" }]);
  expect(read("")).toEqual([]);
});

test("the sixteen colours are the theme's", () => {
  expect(read(`a ${ESC}[31mred${ESC}[0m ${ESC}[1;92mgo`)).toEqual([
    { text: "a ", decorations: "" },
    { text: "red", decorations: "", color: "var(--ansi-red)" },
    { text: " ", decorations: "" },
    { text: "go", decorations: "bold", color: "var(--ansi-bright-green)" },
  ]);
});

test("other colours keep their hue and get a lightness that can be read", () => {
  const [orange] = read(`${ESC}[38;5;208mx`);
  expect(orange?.color).toBe(
    "light-dark(oklch(from rgb(255, 135, 0) min(l, 0.5) c h), oklch(from rgb(255, 135, 0) max(l, 0.75) c h))",
  );
  expect(read(`${ESC}[38;5;240mx`)[0]?.color).toContain("rgb(88, 88, 88)");
  expect(read(`${ESC}[38;2;1;2;3mx`)[0]?.color).toContain("rgb(1, 2, 3)");
});

test("on a coloured ground the text keeps the page's colour", () => {
  expect(read(`${ESC}[97;41mx`)).toEqual([{ text: "x", decorations: "", background: "var(--ansi-red)" }]);
});

test("what a line turns on goes on in the next until it is turned off", () => {
  const reader = new AnsiReader();
  expect(reader.read(`${ESC}[33mwarning:`)[0]?.color).toBe("var(--ansi-yellow)");
  expect(reader.read("still the warning")[0]?.color).toBe("var(--ansi-yellow)");
  expect(reader.read(`${ESC}[0mover`)[0]).toEqual({ text: "over", decorations: "" });
});

describe("what shows nothing leaves nothing", () => {
  test.each([
    [`${ESC}[2K${ESC}[1Aline`, "line"],
    [`${ESC}]0;title\\x07line`, "line"],
    [`${ESC}]8;;https://example.com${ESC}\\link${ESC}]8;;${ESC}\\`, "link"],
    [`${ESC}(Bline`, "line"],
    [`${ESC}[?25lline`, "line"],
    ["tab\there", "tab\there"],
  ])("%j reads %j", (text, plain) => expect(plainText(text)).toBe(plain));
});
