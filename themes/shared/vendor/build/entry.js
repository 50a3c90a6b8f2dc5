// What gatefold's figures need of ECharts, and no more.
import * as echarts from "echarts/core";
import { LineChart, BarChart, HeatmapChart, ScatterChart } from "echarts/charts";
import {
  GridComponent, TooltipComponent, LegendScrollComponent, LegendPlainComponent, MarkLineComponent, MarkAreaComponent,
  DataZoomInsideComponent, DataZoomSliderComponent, AriaComponent, VisualMapPiecewiseComponent,
} from "echarts/components";
import { CanvasRenderer } from "echarts/renderers";

echarts.use([
  LineChart, BarChart, HeatmapChart, ScatterChart, GridComponent, TooltipComponent, LegendScrollComponent, LegendPlainComponent,
  MarkLineComponent, MarkAreaComponent, DataZoomInsideComponent, DataZoomSliderComponent, AriaComponent, VisualMapPiecewiseComponent,
  CanvasRenderer,
]);

export const init = echarts.init;
export const getInstanceByDom = echarts.getInstanceByDom; // for tests
export const version = echarts.version;
