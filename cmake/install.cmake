# cmake --install BUILD: bin/entente, and the model where `make model` has made it (the binary looks in ../share/entente).
include(GNUInstallDirs)
install(TARGETS entente RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(FILES ${CMAKE_SOURCE_DIR}/models/en_core_web_sm.entente
        DESTINATION ${CMAKE_INSTALL_DATADIR}/entente/models OPTIONAL)
install(FILES ${CMAKE_SOURCE_DIR}/LICENSE ${CMAKE_SOURCE_DIR}/README.md DESTINATION ${CMAKE_INSTALL_DOCDIR} OPTIONAL)
