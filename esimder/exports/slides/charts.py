"""Native charts, which a reader can edit: bare axes, numbers at the bars, the colours of the theme."""

from typing import Any, cast

from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Pt

from esimder.exports.slides.parts import BarChart

THEMED = {
    "ink": MSO_THEME_COLOR.TEXT_1,
    "quiet": MSO_THEME_COLOR.TEXT_2,
    "record": MSO_THEME_COLOR.ACCENT_1,
    "chosen": MSO_THEME_COLOR.ACCENT_2,
    "custody": MSO_THEME_COLOR.ACCENT_3,
    "limited": MSO_THEME_COLOR.ACCENT_4,
    "free": MSO_THEME_COLOR.ACCENT_5,
    "unclear": MSO_THEME_COLOR.ACCENT_6,
}
KINDS = {"columns": XL_CHART_TYPE.COLUMN_CLUSTERED, "bars": XL_CHART_TYPE.BAR_CLUSTERED}
_STEPS = 6  # lines of the grid at most
_SIZE = Pt(13)
_TALL, _THICK = 330, 34  # points: the room for lying bars, and the thickest of them


def data(chart: BarChart) -> CategoryChartData:
    """The numbers of a chart, as its own small workbook holds them."""
    chart_data: Any = CategoryChartData(number_format="0")  # type: ignore[no-untyped-call]
    if chart.groups:
        each = len(chart.labels) // len(chart.groups)
        for number, group in enumerate(chart.groups):
            category = chart_data.add_category(group)
            for label in chart.labels[number * each : (number + 1) * each]:
                category.add_sub_category(label)
    else:
        chart_data.categories = chart.labels
    chart_data.add_series(chart.series, chart.values)
    return cast(CategoryChartData, chart_data)


def _axes(native: Chart, chart: BarChart) -> None:
    """The axis of names, and a grid of whole numbers only where no number stands at each bar."""
    names, counts = native.category_axis, native.value_axis
    names.format.line.color.theme_color = MSO_THEME_COLOR.BACKGROUND_2
    names.major_tick_mark = counts.major_tick_mark = XL_TICK_MARK.NONE
    names.tick_labels.font.size = _SIZE
    counts.minimum_scale = 0
    counts.has_major_gridlines = chart.kind == "columns"
    counts.format.line.fill.background()
    if chart.kind == "columns":
        counts.major_gridlines.format.line.color.theme_color = MSO_THEME_COLOR.BACKGROUND_2
        counts.major_unit = max(1, -(-max(chart.values, default=0) // _STEPS))
        names.tick_labels.font.size = Pt(10)
        (several,) = names._element.xpath("c:noMultiLvlLbl")
        several.set("val", "0")
        several.addprevious(parse_xml(f'<c:tickLblSkip {nsdecls("c")} val="{chart.every}"/>'))
    else:
        counts.tick_label_position = XL_TICK_LABEL_POSITION.NONE
        names.reverse_order = True


def _gap(bars: int) -> int:
    """The room between lying bars, in hundredths of a bar, so that few of them are no thicker than many."""
    return min(max(round(_TALL / max(bars, 1) / _THICK * 100) - 100, 45), 500)


def _bars(native: Chart, chart: BarChart) -> None:
    """The bars in their colours; lying ones carry their numbers."""
    plot = native.plots[0]
    plot.gap_width = 30 if chart.kind == "columns" else _gap(len(chart.values))
    plot.vary_by_categories = False
    series = plot.series[0]
    series.format.fill.solid()
    series.format.fill.fore_color.theme_color = THEMED[chart.colours[0]]
    if len(chart.colours) > 1:
        for number, colour in enumerate(chart.colours):
            point = series.points[number].format.fill
            point.solid()
            point.fore_color.theme_color = THEMED[colour]
    if chart.kind == "bars":
        plot.has_data_labels = True
        labels = plot.data_labels
        labels.show_value, labels.position = True, XL_LABEL_POSITION.OUTSIDE_END
        labels.number_format, labels.number_format_is_linked = "0", False
        labels.font.size, labels.font.bold = Pt(15), True


def draw(frame: Any, chart: BarChart, lang: str) -> None:
    """Gives the chart in this frame our look and its language."""
    native: Chart = frame.chart
    native.has_legend = native.has_title = False
    native.font.size, native.font.color.theme_color = _SIZE, MSO_THEME_COLOR.TEXT_1
    native.font._rPr.set("lang", lang)
    spoken = parse_xml(f'<c:lang {nsdecls("c")} val="{lang}"/>')
    native._chartSpace.find(f"{{{native._chartSpace.nsmap['c']}}}chart").addprevious(spoken)
    for axis in native._chartSpace.xpath(".//c:axId | .//c:crossAx"):
        # The library's own numbers of axes are negative, which the format's schema does not allow.
        axis.set("val", str(abs(int(axis.get("val")))))
    _axes(native, chart)
    _bars(native, chart)
