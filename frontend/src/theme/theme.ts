// Mantine's theme: names and defaults only. The values live in tokens.css and mantine.css.
import { Button, createTheme, NativeSelect, Textarea, TextInput } from "@mantine/core";
import type { MantineColorsTuple } from "@mantine/core";

function flat(tint: string, shade: string, dark: string): MantineColorsTuple {
  return [tint, tint, tint, tint, shade, shade, shade, shade, dark, dark];
}

export const theme = createTheme({
  primaryColor: "canal",
  primaryShade: 6,
  colors: {
    canal: flat("#ddeeee", "#0b5d66", "#08474e"),
    cinnabar: flat("#fbe7e2", "#b3361f", "#932b18"),
  },
  fontFamily: "var(--font-text)",
  defaultRadius: 6,
  cursorType: "pointer",
  respectReducedMotion: true,
  components: {
    Button: Button.extend({ defaultProps: { size: "md" } }),
    TextInput: TextInput.extend({ defaultProps: { size: "md" } }),
    Textarea: Textarea.extend({ defaultProps: { size: "md" } }),
    NativeSelect: NativeSelect.extend({ defaultProps: { size: "md" } }),
  },
});
