// GraphML and GEXF: event columns as a directed graph of groups.
#include <array>
#include <cstdio>
#include <map>

#include "base/date.h"
#include "stream/stream_writer.h"

namespace entente {
namespace {

struct Edge {
  uint64_t events = 0;
  double goldstein = 0;  // sum
  int32_t first_day = 0, last_day = 0;
};
using Edges = std::map<std::pair<StreamGroupId, StreamGroupId>, Edge>;

Edges EdgesOf(const EventColumns& columns, EventRange window, std::optional<StreamGroupId> only) {
  Edges out;
  for (StreamEventId e = window.begin; e < window.end; ++e) {
    const int32_t day = columns.Day(e);
    const StreamGroupId source = columns.GroupOn(columns.Source(e), day);
    const StreamGroupId target = columns.GroupOn(columns.Target(e), day);
    if (only && source != *only && target != *only) continue;
    Edge& edge = out[{source, target}];
    if (edge.events++ == 0) edge.first_day = day;
    edge.last_day = day;
    edge.goldstein += columns.ActOf(columns.Act(e)).goldstein;
  }
  return out;
}

// Characters XML 1.0 has no place for are dropped.
std::string Escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '&') {
      out += "&amp;";
    } else if (c == '"') {
      out += "&quot;";
    } else if (static_cast<unsigned char>(c) >= 0x20) {
      out += c;
    }
  }
  return out;
}

std::string Mean(const Edge& edge) {
  std::array<char, 32> out{};
  std::snprintf(out.data(), out.size(), "%.3f", edge.goldstein / static_cast<double>(edge.events));
  return out.data();
}

std::string Day(int32_t day) { return ToString(DateOfDayNumber(day)); }

std::map<StreamGroupId, std::string> NodesOf(const Edges& edges, const EventColumns& columns) {
  std::map<StreamGroupId, std::string> out;
  for (const auto& [pair, edge] : edges) {
    for (const StreamGroupId group : {pair.first, pair.second}) out.emplace(group, Escaped(columns.Group(group).key));
  }
  return out;
}

}  // namespace

void WriteGraphml(const EventColumns& columns, EventRange window, std::optional<StreamGroupId> only,
                  const std::function<void(std::string_view)>& write) {
  const Edges edges = EdgesOf(columns, window, only);
  write(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n"
      "<key id=\"events\" for=\"edge\" attr.name=\"events\" attr.type=\"long\"/>\n"
      "<key id=\"goldstein\" for=\"edge\" attr.name=\"goldstein\" attr.type=\"double\"/>\n"
      "<key id=\"first\" for=\"edge\" attr.name=\"first\" attr.type=\"string\"/>\n"
      "<key id=\"last\" for=\"edge\" attr.name=\"last\" attr.type=\"string\"/>\n"
      "<key id=\"name\" for=\"node\" attr.name=\"name\" attr.type=\"string\"/>\n"
      "<graph edgedefault=\"directed\">\n");
  for (const auto& [group, key] : NodesOf(edges, columns)) {
    write("<node id=\"n" + std::to_string(group) + "\"><data key=\"name\">" + key + "</data></node>\n");
  }
  for (const auto& [pair, edge] : edges) {
    write("<edge source=\"n" + std::to_string(pair.first) + "\" target=\"n" + std::to_string(pair.second) +
          "\"><data key=\"events\">" + std::to_string(edge.events) + "</data><data key=\"goldstein\">" + Mean(edge) +
          "</data><data key=\"first\">" + Day(edge.first_day) + "</data><data key=\"last\">" + Day(edge.last_day) +
          "</data></edge>\n");
  }
  write("</graph>\n</graphml>\n");
}

void WriteGexf(const EventColumns& columns, EventRange window, std::optional<StreamGroupId> only,
               const std::function<void(std::string_view)>& write) {
  const Edges edges = EdgesOf(columns, window, only);
  write(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n"
      "<graph defaultedgetype=\"directed\" mode=\"dynamic\" timeformat=\"date\">\n"
      "<attributes class=\"edge\"><attribute id=\"0\" title=\"goldstein\" type=\"double\"/></attributes>\n<nodes>\n");
  for (const auto& [group, key] : NodesOf(edges, columns)) {
    write("<node id=\"" + std::to_string(group) + "\" label=\"" + key + "\"/>\n");
  }
  write("</nodes>\n<edges>\n");
  size_t id = 0;
  for (const auto& [pair, edge] : edges) {
    write("<edge id=\"" + std::to_string(id++) + "\" source=\"" + std::to_string(pair.first) + "\" target=\"" +
          std::to_string(pair.second) + "\" weight=\"" + std::to_string(edge.events) + "\" start=\"" +
          Day(edge.first_day) + "\" end=\"" + Day(edge.last_day) + "\"><attvalues><attvalue for=\"0\" value=\"" +
          Mean(edge) + "\"/></attvalues></edge>\n");
  }
  write("</edges>\n</graph>\n</gexf>\n");
}

}  // namespace entente
