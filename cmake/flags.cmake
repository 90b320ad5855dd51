# entente_flags: what every target of ours is compiled and linked with.
add_library(entente_flags INTERFACE)
target_compile_options(entente_flags INTERFACE -Wall -Wextra -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual
                       -Wformat=2 -Wimplicit-fallthrough -Wunused -Wno-missing-field-initializers)
# gcc 12 sees overlapping copies in "literal" + std::string where there are none (its bug 105329).
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  target_compile_options(entente_flags INTERFACE -Wno-restrict)
endif()
if(ENTENTE_WERROR)
  target_compile_options(entente_flags INTERFACE -Werror)
endif()
# Same bytes out everywhere: no reassociation, no silent contraction that differs between compilers.
target_compile_options(entente_flags INTERFACE -ffp-contract=off)
# Our readers take bytes from strangers: bounds of the standard containers are checked wherever speed is not measured.
target_compile_definitions(entente_flags INTERFACE $<$<NOT:$<CONFIG:Release>>:_GLIBCXX_ASSERTIONS>)
target_compile_options(entente_flags INTERFACE -fstack-protector-strong)

if(ENTENTE_SANITIZE)
  target_compile_options(entente_flags INTERFACE -fsanitize=${ENTENTE_SANITIZE} -fno-omit-frame-pointer
                         -fno-sanitize-recover=all)
  target_link_options(entente_flags INTERFACE -fsanitize=${ENTENTE_SANITIZE})
endif()
if(ENTENTE_FUZZ)
  # Coverage of every room; the fuzz targets alone link the libFuzzer main.
  target_compile_options(entente_flags INTERFACE -fsanitize=fuzzer-no-link)
  target_link_options(entente_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()
