"""Call tokens: who may enter which LiveKit room, as MatrixRTC clients ask for it."""
