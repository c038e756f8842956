// The report: one page that opens from a file, with its data inside. The page is built in ui/ and
// compiled into the program; here its data are written, as ui/src/features/report/data.ts declares
// them.
#pragma once

#include <string>

#include "research/run_record.hpp"

namespace muhurat::research {

std::string report_html(const RunRecord& record, const Evaluation& evaluation);
// The data alone: the ReportDocument of data.ts.
std::string report_json(const RunRecord& record, const Evaluation& evaluation);

}  // namespace muhurat::research
