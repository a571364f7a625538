//! Bars and dots as SVG, without a library: the pictures are few and plain.

use std::fmt::Write as _;

const WIDTH: f64 = 760.0;
const HEIGHT: f64 = 360.0;
/// Left, top, right and bottom of the field.
const FIELD: [f64; 4] = [56.0, 64.0, 744.0, 300.0];
const COLOURS: [&str; 2] = ["#9db4c8", "#1f5f8b"];

/// Values side by side with others, one for each group.
pub struct Series {
    pub name: String,
    pub values: Vec<f64>,
}

/// A point; filled or hollow.
pub struct Dot {
    pub x: f64,
    pub y: f64,
    pub filled: bool,
}

/// An SVG in the making.
struct Drawing(String);

impl Drawing {
    fn new(title: &str) -> Self {
        let mut text = String::new();
        let _infallible = write!(
            text,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" \
             font-family=\"system-ui, sans-serif\" font-size=\"13\" fill=\"#222\">\n<title>{title}</title>\n\
             <rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"#fff\"/>\n\
             <text x=\"16\" y=\"26\" font-size=\"16\" font-weight=\"600\">{title}</text>\n"
        );
        Self(text)
    }

    fn add(&mut self, element: &str) {
        self.0.push_str(element);
        self.0.push('\n');
    }

    fn text(&mut self, (x, y): (f64, f64), anchor: &str, text: &str) {
        self.add(&format!(
            "<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\">{text}</text>"
        ));
    }

    fn line(&mut self, from: (f64, f64), to: (f64, f64), style: &str) {
        self.add(&format!(
            "<line x1=\"{:.1}\" y1=\"{:.1}\" x2=\"{:.1}\" y2=\"{:.1}\" {style}/>",
            from.0, from.1, to.0, to.1
        ));
    }

    /// Horizontal lines at quarters of the height, with what they stand for.
    fn scale(&mut self, label: impl Fn(f64) -> String) {
        let [left, top, right, bottom] = FIELD;
        for quarter in [0.0, 0.25, 0.5, 0.75, 1.0] {
            let y = bottom - quarter * (bottom - top);
            self.line((left, y), (right, y), "stroke=\"#ddd\"");
            self.text((left - 8.0, y + 4.0), "end", &label(quarter));
        }
    }

    fn finish(mut self) -> String {
        self.add("</svg>");
        self.0
    }
}

fn number(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

/// Groups of bars from zero to `most`, each with its value above it.
pub fn bars(title: &str, groups: &[&str], series: &[Series; 2], most: f64) -> String {
    let mut drawing = Drawing::new(title);
    let [left, top, right, bottom] = FIELD;
    drawing.scale(|quarter| format!("{:.0}", quarter * most));
    let wide = (right - left) / number(groups.len());
    for (group, name) in groups.iter().enumerate() {
        let start = left + number(group) * wide;
        for (place, one) in series.iter().enumerate() {
            let high = one.values[group] / most * (bottom - top);
            let x = start + wide * (0.14 + 0.37 * number(place));
            drawing.add(&format!(
                "<rect x=\"{x:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{high:.1}\" fill=\"{}\"/>",
                bottom - high,
                0.35 * wide,
                COLOURS[place]
            ));
            let middle = (x + 0.175 * wide, bottom - high - 5.0);
            drawing.text(middle, "middle", &format!("{:.0}", one.values[group]));
        }
        drawing.text((start + wide / 2.0, bottom + 20.0), "middle", name);
    }
    for (place, one) in series.iter().enumerate() {
        let x = left + 260.0 * number(place);
        let colour = COLOURS[place];
        drawing.add(&format!(
            "<rect x=\"{x:.1}\" y=\"330\" width=\"14\" height=\"14\" fill=\"{colour}\"/>"
        ));
        drawing.text((x + 22.0, 342.0), "start", &one.name);
    }
    drawing.finish()
}

/// Dots whose height is a probability. `reach` is the greatest x and where the line is drawn.
pub fn dots(title: &str, below: &str, dots: &[Dot], reach: (f64, f64)) -> String {
    let mut drawing = Drawing::new(title);
    let [left, top, right, bottom] = FIELD;
    drawing.scale(|quarter| format!("{:.0} %", 100.0 * quarter));
    let place = |x: f64| left + x / reach.0 * (right - left);
    let cut = place(reach.1);
    drawing.line(
        (cut, top - 8.0),
        (cut, bottom),
        "stroke=\"#b3261e\" stroke-dasharray=\"5 4\"",
    );
    drawing.text((cut + 6.0, top - 2.0), "start", "the line is drawn here");
    for dot in dots {
        let fill = if dot.filled { COLOURS[1] } else { "#fff" };
        drawing.add(&format!(
            "<circle cx=\"{:.1}\" cy=\"{:.1}\" r=\"3.5\" fill=\"{fill}\" stroke=\"{}\"/>",
            place(dot.x),
            bottom - dot.y * (bottom - top),
            COLOURS[1]
        ));
    }
    for x in [1.0, 50.0, 100.0, 150.0, 200.0] {
        drawing.text((place(x), bottom + 20.0), "middle", &format!("{x}"));
    }
    drawing.text((left, 342.0), "start", below);
    drawing.text(
        (right, 342.0),
        "end",
        "filled: truly among the best 100; hollow: not",
    );
    drawing.finish()
}
