# The emulator as a small image without a shell: docs/container.md. Needs BuildKit, the builder of Docker since 23.0.
# The compiler runs on the machine's own architecture and makes the program for the one that is asked for: nothing is emulated.
FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:10.0-noble AS build
ARG TARGETARCH

# The linker of a native program, and for another architecture its C library.
RUN apt-get update \
    && case "$TARGETARCH:$(dpkg --print-architecture)" in \
         arm64:amd64) cross="gcc-aarch64-linux-gnu libc6-dev-arm64-cross" ;; \
         amd64:arm64) cross="gcc-x86-64-linux-gnu libc6-dev-amd64-cross" ;; \
       esac \
    && apt-get install -y --no-install-recommends clang lld llvm $cross \
    && rm -rf /var/lib/apt/lists/*

# Packages have a layer of their own: they are fetched again only when a project names others.
WORKDIR /source
COPY Directory.Build.props Directory.Packages.props ./
COPY emulator/Platform/PrivateNumber.Emulator.csproj emulator/Platform/
COPY emulator/Server/Server.csproj emulator/Server/
RUN dotnet restore emulator/Server -a $TARGETARCH -p:PublishAot=true

# The analyzers have had their say in .ci/run.
COPY . .
RUN dotnet publish emulator/Server -c Release -a $TARGETARCH -p:PublishAot=true -p:RunAnalyzers=false --no-restore -o /publish \
    # Some clusters run every container as a user of their own, who is in group 0.
    && mkdir -p /folders && mkdir -m 775 /folders/config /folders/scenarios /folders/data

FROM mcr.microsoft.com/dotnet/runtime-deps:10.0-noble-chiseled
ARG VERSION=dev
ARG REVISION=unknown
LABEL org.opencontainers.image.title="PrivateNumber emulator" \
      org.opencontainers.image.description="Huawei Cloud PrivateNumber (隐私保护通话) on your machine" \
      org.opencontainers.image.version=$VERSION \
      org.opencontainers.image.revision=$REVISION

# A new volume takes over the owner of its folder.
COPY --from=build --chown=$APP_UID:0 /folders/ /
COPY --from=build /publish/privatenumber /app/

# Listen on all interfaces, and use what is put into the folders.
ENV PRIVATENUMBER_IMAGE=true
USER $APP_UID
EXPOSE 8080 8443
HEALTHCHECK --interval=2s --timeout=2s --start-period=10s --retries=3 CMD ["/app/privatenumber", "healthcheck"]
ENTRYPOINT ["/app/privatenumber"]
CMD ["serve"]
