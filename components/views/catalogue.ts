/** The SQL of all views. */
export interface ViewCatalogue {
  /** The view CLOUDTRAIL over the raw table. */
  cloudtrail: ViewText;
  /** The functions that FINDINGS and detections call. None calls another. */
  functions: FunctionText[];
  /** The views of lists, which detections and FINDINGS may read. They read nothing. */
  lists: TitledView[];
  /** The detections, which read CLOUDTRAIL. */
  detections: DetectionView[];
  /** The SELECT of FINDINGS over exactly these detections. */
  findings: string;
  /** The SELECT of SUPPRESSED: the findings that exceptions are about. */
  suppressed: string;
  /** The views of health, each after those that it reads. */
  health: TitledView[];
}

/** The SQL of one view. */
export interface ViewText {
  /** The SELECT. */
  statement: string;
}

/** A function of SQL. */
export interface FunctionText {
  /** The name in upper snake case. */
  name: string;
  /** What it gives, in one line. */
  description: string;
  /** In the order in which a call gives them. */
  parameters: ParameterText[];
  /** The type of what it gives. */
  returnType: string;
  /** The expression. */
  body: string;
}

/** A parameter of a function of SQL. */
export interface ParameterText {
  /** The name in upper snake case. */
  name: string;
  /** The type, such as VARIANT. */
  type: string;
}

/** A detection and its view. */
export interface DetectionView extends ViewText {
  /** Id of the detection, in lower snake case. */
  id: string;
  /** Name of the view, in upper snake case. */
  viewName: string;
  /** What is found, in one line. */
  title: string;
  /** How grave a finding is. */
  severity: string;
}

/** The SQL of a view that says what it holds. */
export interface TitledView extends ViewText {
  /** Name of the view, in upper snake case. */
  viewName: string;
  /** What it holds, in one line. */
  title: string;
}
