// A worker of LiveKit Egress without a browser: it takes recordings from a real livekit-server over
// Redis, reports on them as Egress does, and writes a file that is no film. Built and run by
// tests/helpers/egress_worker.py with the module versions of livekit-server itself.
package main

import (
	"context"
	"fmt"
	"os"
	"sync"
	"time"

	"github.com/livekit/protocol/livekit"
	"github.com/livekit/protocol/rpc"
	"github.com/livekit/psrpc"
	"github.com/redis/go-redis/v9"
)

const film = "a film of the worker"

type recording struct {
	info  *livekit.EgressInfo
	ended chan struct{}
	once  sync.Once
}

type worker struct {
	bus   psrpc.MessageBus
	told  rpc.IOInfoClient
	known sync.Map // by egress id
}

func (w *worker) StartEgressAffinity(context.Context, *rpc.StartEgressRequest) float32 {
	return 1
}

func (w *worker) StartEgress(_ context.Context, asked *rpc.StartEgressRequest) (*livekit.EgressInfo, error) {
	room := asked.GetRoomComposite()
	if room == nil || len(room.FileOutputs) != 1 {
		return nil, psrpc.NewErrorf(psrpc.InvalidArgument, "one file of a whole room is all there is")
	}
	one := &recording{ended: make(chan struct{}), info: &livekit.EgressInfo{
		EgressId: asked.EgressId,
		RoomId:   asked.RoomId,
		RoomName: room.RoomName,
		Status:   livekit.EgressStatus_EGRESS_STARTING,
		Request:  &livekit.EgressInfo_RoomComposite{RoomComposite: room},
	}}
	w.known.Store(asked.EgressId, one)
	handler, err := rpc.NewEgressHandlerServer(w, w.bus)
	if err == nil {
		err = handler.RegisterStopEgressTopic(asked.EgressId)
	}
	if err != nil {
		return nil, err
	}
	first := *one.info //nolint:govet // nobody else has it yet
	go w.record(one)
	return &first, nil
}

func (w *worker) StopEgress(_ context.Context, asked *livekit.StopEgressRequest) (*livekit.EgressInfo, error) {
	found, ok := w.known.Load(asked.EgressId)
	if !ok {
		return nil, psrpc.NewErrorf(psrpc.NotFound, "no such recording")
	}
	one := found.(*recording)
	one.once.Do(func() { close(one.ended) })
	return &livekit.EgressInfo{
		EgressId: asked.EgressId,
		RoomName: one.info.RoomName,
		Status:   livekit.EgressStatus_EGRESS_ENDING,
		Request:  one.info.Request,
	}, nil
}

func (w *worker) record(one *recording) {
	time.Sleep(time.Second)
	one.info.StartedAt = time.Now().UnixNano()
	w.tell(one, livekit.EgressStatus_EGRESS_ACTIVE)
	<-one.ended
	w.tell(one, livekit.EgressStatus_EGRESS_ENDING)
	path := one.info.GetRoomComposite().FileOutputs[0].Filepath
	if err := os.WriteFile(path, []byte(film), 0o644); err != nil {
		one.info.Error = err.Error()
		w.tell(one, livekit.EgressStatus_EGRESS_FAILED)
		return
	}
	one.info.EndedAt = time.Now().UnixNano()
	one.info.FileResults = []*livekit.FileInfo{{
		Filename:  path,
		StartedAt: one.info.StartedAt,
		EndedAt:   one.info.EndedAt,
		Duration:  one.info.EndedAt - one.info.StartedAt,
		Size:      int64(len(film)),
		Location:  path,
	}}
	w.tell(one, livekit.EgressStatus_EGRESS_COMPLETE)
}

func (w *worker) tell(one *recording, status livekit.EgressStatus) {
	one.info.Status = status
	one.info.UpdatedAt = time.Now().UnixNano()
	if _, err := w.told.UpdateEgress(context.Background(), one.info); err != nil {
		fmt.Fprintln(os.Stderr, "not told:", err)
	}
}

func (w *worker) ListActiveEgress(context.Context, *rpc.ListActiveEgressRequest) (*rpc.ListActiveEgressResponse, error) {
	return &rpc.ListActiveEgressResponse{}, nil
}

func (w *worker) UpdateEgress(context.Context, *livekit.UpdateEgressRequest) (*livekit.EgressInfo, error) {
	return nil, psrpc.ErrUnimplemented
}

func (w *worker) UpdateStream(context.Context, *livekit.UpdateStreamRequest) (*livekit.EgressInfo, error) {
	return nil, psrpc.ErrUnimplemented
}

func main() {
	bus := psrpc.NewRedisMessageBus(redis.NewClient(&redis.Options{Addr: os.Args[1]}))
	told, err := rpc.NewIOInfoClient(bus)
	if err != nil {
		panic(err)
	}
	w := &worker{bus: bus, told: told}
	server, err := rpc.NewEgressInternalServer(w, bus)
	if err == nil {
		err = server.RegisterStartEgressTopic("")
	}
	if err != nil {
		panic(err)
	}
	fmt.Println("ready")
	select {}
}
