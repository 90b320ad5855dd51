# Writes OUT, a source file that carries the files NAMES below ROOT by .incbin: no copying, no size limit on literals.
set(body "#include \"base/embedded_data.h\"\n\n#include <array>\n\n// Made by cmake/embed_data.cmake.\n")
set(table "")
set(index 0)
foreach(name IN LISTS NAMES)
  string(APPEND body
    "__asm__(\".section .rodata\\n.balign 16\\nentente_data_${index}:\\n.incbin \\\"${ROOT}/${name}\\\"\\n"
    "entente_data_end_${index}:\\n.byte 0\\n.previous\\n\");\n"
    "extern \"C\" __attribute__((visibility(\"hidden\"))) const char entente_data_${index}[];\n"
    "extern \"C\" __attribute__((visibility(\"hidden\"))) const char entente_data_end_${index}[];\n")
  string(APPEND table
    "      EmbeddedFile{\"${name}\", {entente_data_${index}, "
    "static_cast<size_t>(entente_data_end_${index} - entente_data_${index})}},\n")
  math(EXPR index "${index} + 1")
endforeach()
string(APPEND body
  "\nnamespace entente {\n\nstd::span<const EmbeddedFile> EmbeddedFiles() {\n"
  "  static const std::array<EmbeddedFile, ${index}> kFiles = {{\n${table}  }};\n  return kFiles;\n}\n\n}  // namespace entente\n")
file(WRITE ${OUT} "${body}")
