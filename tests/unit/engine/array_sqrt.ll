; Made from array_sqrt.c as said there.
%struct.context = type { i64, i64, i64, i64 }
%struct.array = type { ptr, i64, i64 }
%struct.boxed_int = type { i64, ptr, i64 }
%struct.boxed_array = type { i64, ptr, ptr, i32, ptr, ptr, ptr, ptr, i32 }

@coluber_slots = internal externally_initialized global [7 x ptr] zeroinitializer, section ".data.rel.ro", align 8
@coluber_slot_names = private unnamed_addr constant [91 x i8] c"rt:raise_index\00py:PyLong_Type\00py:PyArray_Type\00obj:0\00rt:raise\00rt:mismatch\00py:_Py_NoneStruct\00"
@wrapper_name = private unnamed_addr constant [11 x i8] c"array_sqrt\00"
@coluber_entries = internal constant [1 x { ptr, ptr }] [{ ptr, ptr } { ptr @wrapper_name, ptr @wrapper }]
@coluber_image = protected constant { i64, i32, i32, i32, i32, ptr, ptr, ptr } { i64 32199620896255843, i32 1, i32 7, i32 1, i32 0, ptr @coluber_slots, ptr @coluber_slot_names, ptr @coluber_entries }

; Function Attrs: nounwind uwtable
define internal ptr @wrapper(ptr noundef %self, ptr noundef %args, i64 noundef %nargs, ptr noundef %names) #0 {
entry:
  %ctx = alloca %struct.context, align 8
  %in = alloca %struct.array, align 8
  %out = alloca %struct.array, align 8
  call void @llvm.lifetime.start.p0(i64 32, ptr %ctx) #5
  call void @llvm.memset.p0.i64(ptr align 8 %ctx, i8 0, i64 32, i1 false)
  call void @llvm.lifetime.start.p0(i64 24, ptr %in) #5
  call void @llvm.lifetime.start.p0(i64 24, ptr %out) #5
  %cmp = icmp ne i64 %nargs, 3
  br i1 %cmp, label %if.then, label %lor.lhs.false

lor.lhs.false:                                    ; preds = %entry
  %tobool = icmp ne ptr %names, null
  br i1 %tobool, label %if.then, label %if.end

if.then:                                          ; preds = %lor.lhs.false, %entry
  %0 = load ptr, ptr getelementptr inbounds ([7 x ptr], ptr @coluber_slots, i64 0, i64 5), align 8, !invariant.load !0, !nonnull !0
  br label %cleanup20

if.end:                                           ; preds = %lor.lhs.false
  %arrayidx = getelementptr inbounds ptr, ptr %args, i64 0
  %1 = load ptr, ptr %arrayidx, align 8
  %type = getelementptr inbounds %struct.boxed_int, ptr %1, i32 0, i32 1
  %2 = load ptr, ptr %type, align 8
  %3 = load ptr, ptr getelementptr inbounds ([7 x ptr], ptr @coluber_slots, i64 0, i64 1), align 8, !invariant.load !0, !nonnull !0
  %cmp1 = icmp ne ptr %2, %3
  br i1 %cmp1, label %if.then2, label %if.end3

if.then2:                                         ; preds = %if.end
  %4 = load ptr, ptr getelementptr inbounds ([7 x ptr], ptr @coluber_slots, i64 0, i64 5), align 8, !invariant.load !0, !nonnull !0
  br label %cleanup

if.end3:                                          ; preds = %if.end
  %arrayidx4 = getelementptr inbounds ptr, ptr %args, i64 1
  %5 = load ptr, ptr %arrayidx4, align 8
  %call = call i32 @unbox(ptr noundef %5, ptr noundef %in)
  %tobool5 = icmp ne i32 %call, 0
  br i1 %tobool5, label %lor.lhs.false6, label %if.then10

lor.lhs.false6:                                   ; preds = %if.end3
  %arrayidx7 = getelementptr inbounds ptr, ptr %args, i64 2
  %6 = load ptr, ptr %arrayidx7, align 8
  %call8 = call i32 @unbox(ptr noundef %6, ptr noundef %out)
  %tobool9 = icmp ne i32 %call8, 0
  br i1 %tobool9, label %if.end11, label %if.then10

if.then10:                                        ; preds = %lor.lhs.false6, %if.end3
  %7 = load ptr, ptr getelementptr inbounds ([7 x ptr], ptr @coluber_slots, i64 0, i64 5), align 8, !invariant.load !0, !nonnull !0
  br label %cleanup

if.end11:                                         ; preds = %lor.lhs.false6
  %value = getelementptr inbounds %struct.boxed_int, ptr %1, i32 0, i32 2
  %8 = load i64, ptr %value, align 8
  %data = getelementptr inbounds %struct.array, ptr %in, i32 0, i32 0
  %9 = load ptr, ptr %data, align 8
  %size = getelementptr inbounds %struct.array, ptr %in, i32 0, i32 1
  %10 = load i64, ptr %size, align 8
  %stride = getelementptr inbounds %struct.array, ptr %in, i32 0, i32 2
  %11 = load i64, ptr %stride, align 8
  %data12 = getelementptr inbounds %struct.array, ptr %out, i32 0, i32 0
  %12 = load ptr, ptr %data12, align 8
  %size13 = getelementptr inbounds %struct.array, ptr %out, i32 0, i32 1
  %13 = load i64, ptr %size13, align 8
  %stride14 = getelementptr inbounds %struct.array, ptr %out, i32 0, i32 2
  %14 = load i64, ptr %stride14, align 8
  %call15 = call i32 @native(ptr noundef %ctx, i64 noundef %8, ptr noundef %9, i64 noundef %10, i64 noundef %11, ptr noundef %12, i64 noundef %13, i64 noundef %14)
  %tobool16 = icmp ne i32 %call15, 0
  br i1 %tobool16, label %if.then17, label %if.end19

if.then17:                                        ; preds = %if.end11
  %15 = load ptr, ptr getelementptr inbounds ([7 x ptr], ptr @coluber_slots, i64 0, i64 4), align 8, !invariant.load !0, !nonnull !0
  %call18 = call ptr %15(ptr noundef %ctx)
  br label %cleanup

if.end19:                                         ; preds = %if.end11
  %16 = load ptr, ptr getelementptr inbounds ([7 x ptr], ptr @coluber_slots, i64 0, i64 6), align 8, !invariant.load !0, !nonnull !0
  %refs = getelementptr inbounds %struct.boxed_int, ptr %16, i32 0, i32 0
  %17 = load i64, ptr %refs, align 8
  %inc = add nsw i64 %17, 1
  store i64 %inc, ptr %refs, align 8
  br label %cleanup

cleanup:                                          ; preds = %if.end19, %if.then17, %if.then10, %if.then2
  %retval.0 = phi ptr [ %4, %if.then2 ], [ %call18, %if.then17 ], [ %16, %if.end19 ], [ %7, %if.then10 ]
  br label %cleanup20

cleanup20:                                        ; preds = %cleanup, %if.then
  %retval.1 = phi ptr [ %0, %if.then ], [ %retval.0, %cleanup ]
  call void @llvm.lifetime.end.p0(i64 24, ptr %out) #5
  call void @llvm.lifetime.end.p0(i64 24, ptr %in) #5
  call void @llvm.lifetime.end.p0(i64 32, ptr %ctx) #5
  ret ptr %retval.1
}

; Function Attrs: nocallback nofree nosync nounwind willreturn memory(argmem: readwrite)
declare void @llvm.lifetime.start.p0(i64 immarg, ptr nocapture) #1

; Function Attrs: nocallback nofree nounwind willreturn memory(argmem: write)
declare void @llvm.memset.p0.i64(ptr nocapture writeonly, i8, i64, i1 immarg) #2

; Function Attrs: alwaysinline nounwind uwtable
define internal i32 @unbox(ptr noundef %a, ptr noundef %to) #3 {
entry:
  %type = getelementptr inbounds %struct.boxed_array, ptr %a, i32 0, i32 1
  %0 = load ptr, ptr %type, align 8
  %1 = load ptr, ptr getelementptr inbounds ([7 x ptr], ptr @coluber_slots, i64 0, i64 2), align 8, !invariant.load !0, !nonnull !0
  %cmp = icmp ne ptr %0, %1
  br i1 %cmp, label %if.then, label %lor.lhs.false

lor.lhs.false:                                    ; preds = %entry
  %nd = getelementptr inbounds %struct.boxed_array, ptr %a, i32 0, i32 3
  %2 = load i32, ptr %nd, align 8
  %cmp1 = icmp ne i32 %2, 1
  br i1 %cmp1, label %if.then, label %lor.lhs.false2

lor.lhs.false2:                                   ; preds = %lor.lhs.false
  %descr = getelementptr inbounds %struct.boxed_array, ptr %a, i32 0, i32 7
  %3 = load ptr, ptr %descr, align 8
  %4 = load ptr, ptr getelementptr inbounds ([7 x ptr], ptr @coluber_slots, i64 0, i64 3), align 8, !invariant.load !0, !nonnull !0
  %cmp3 = icmp ne ptr %3, %4
  br i1 %cmp3, label %if.then, label %lor.lhs.false4

lor.lhs.false4:                                   ; preds = %lor.lhs.false2
  %flags = getelementptr inbounds %struct.boxed_array, ptr %a, i32 0, i32 8
  %5 = load i32, ptr %flags, align 8
  %and = and i32 %5, 1281
  %cmp5 = icmp ne i32 %and, 1281
  br i1 %cmp5, label %if.then, label %if.end

if.then:                                          ; preds = %lor.lhs.false4, %lor.lhs.false2, %lor.lhs.false, %entry
  br label %return

if.end:                                           ; preds = %lor.lhs.false4
  %data = getelementptr inbounds %struct.boxed_array, ptr %a, i32 0, i32 2
  %6 = load ptr, ptr %data, align 8
  %data6 = getelementptr inbounds %struct.array, ptr %to, i32 0, i32 0
  store ptr %6, ptr %data6, align 8
  %dims = getelementptr inbounds %struct.boxed_array, ptr %a, i32 0, i32 4
  %7 = load ptr, ptr %dims, align 8
  %arrayidx = getelementptr inbounds i64, ptr %7, i64 0
  %8 = load i64, ptr %arrayidx, align 8
  %size = getelementptr inbounds %struct.array, ptr %to, i32 0, i32 1
  store i64 %8, ptr %size, align 8
  %strides = getelementptr inbounds %struct.boxed_array, ptr %a, i32 0, i32 5
  %9 = load ptr, ptr %strides, align 8
  %arrayidx7 = getelementptr inbounds i64, ptr %9, i64 0
  %10 = load i64, ptr %arrayidx7, align 8
  %stride = getelementptr inbounds %struct.array, ptr %to, i32 0, i32 2
  store i64 %10, ptr %stride, align 8
  br label %return

return:                                           ; preds = %if.end, %if.then
  %retval.0 = phi i32 [ 0, %if.then ], [ 1, %if.end ]
  ret i32 %retval.0
}

; Function Attrs: nounwind uwtable
define internal i32 @native(ptr noundef %ctx, i64 noundef %n, ptr noundef %in_data, i64 noundef %in_size, i64 noundef %in_stride, ptr noundef %out_data, i64 noundef %out_size, i64 noundef %out_stride) #0 {
entry:
  %cmp = icmp sle i64 %n, %in_size
  br i1 %cmp, label %land.lhs.true, label %if.end18

land.lhs.true:                                    ; preds = %entry
  %cmp1 = icmp sle i64 %n, %out_size
  br i1 %cmp1, label %if.then, label %if.end18

if.then:                                          ; preds = %land.lhs.true
  %cmp2 = icmp eq i64 %in_stride, 8
  br i1 %cmp2, label %land.lhs.true3, label %if.else

land.lhs.true3:                                   ; preds = %if.then
  %cmp4 = icmp eq i64 %out_stride, 8
  br i1 %cmp4, label %if.then5, label %if.else

if.then5:                                         ; preds = %land.lhs.true3
  br label %for.cond

for.cond:                                         ; preds = %for.inc, %if.then5
  %i.0 = phi i64 [ 0, %if.then5 ], [ %inc, %for.inc ]
  %cmp6 = icmp slt i64 %i.0, %n
  br i1 %cmp6, label %for.body, label %for.cond.cleanup

for.cond.cleanup:                                 ; preds = %for.cond
  br label %for.end

for.body:                                         ; preds = %for.cond
  %arrayidx = getelementptr inbounds double, ptr %in_data, i64 %i.0
  %0 = load double, ptr %arrayidx, align 8
  %1 = call double @llvm.sqrt.f64(double %0)
  %arrayidx7 = getelementptr inbounds double, ptr %out_data, i64 %i.0
  store double %1, ptr %arrayidx7, align 8
  br label %for.inc

for.inc:                                          ; preds = %for.body
  %inc = add nsw i64 %i.0, 1
  br label %for.cond

for.end:                                          ; preds = %for.cond.cleanup
  br label %if.end

if.else:                                          ; preds = %land.lhs.true3, %if.then
  br label %for.cond9

for.cond9:                                        ; preds = %for.inc15, %if.else
  %i8.0 = phi i64 [ 0, %if.else ], [ %inc16, %for.inc15 ]
  %cmp10 = icmp slt i64 %i8.0, %n
  br i1 %cmp10, label %for.body12, label %for.cond.cleanup11

for.cond.cleanup11:                               ; preds = %for.cond9
  br label %for.end17

for.body12:                                       ; preds = %for.cond9
  %mul = mul nsw i64 %i8.0, %in_stride
  %add.ptr = getelementptr inbounds i8, ptr %in_data, i64 %mul
  %2 = load double, ptr %add.ptr, align 8
  %3 = call double @llvm.sqrt.f64(double %2)
  %mul13 = mul nsw i64 %i8.0, %out_stride
  %add.ptr14 = getelementptr inbounds i8, ptr %out_data, i64 %mul13
  store double %3, ptr %add.ptr14, align 8
  br label %for.inc15

for.inc15:                                        ; preds = %for.body12
  %inc16 = add nsw i64 %i8.0, 1
  br label %for.cond9

for.end17:                                        ; preds = %for.cond.cleanup11
  br label %if.end

if.end:                                           ; preds = %for.end17, %for.end
  br label %return

if.end18:                                         ; preds = %land.lhs.true, %entry
  br label %for.cond20

for.cond20:                                       ; preds = %for.inc34, %if.end18
  %i19.0 = phi i64 [ 0, %if.end18 ], [ %inc35, %for.inc34 ]
  %retval.0 = phi i32 [ undef, %if.end18 ], [ %retval.1, %for.inc34 ]
  %cmp21 = icmp slt i64 %i19.0, %n
  br i1 %cmp21, label %for.body23, label %for.cond.cleanup22

for.cond.cleanup22:                               ; preds = %for.cond20
  br label %cleanup36

for.body23:                                       ; preds = %for.cond20
  %cmp24 = icmp sge i64 %i19.0, %in_size
  br i1 %cmp24, label %if.then25, label %if.end26

if.then25:                                        ; preds = %for.body23
  %4 = load ptr, ptr @coluber_slots, align 8, !invariant.load !0, !nonnull !0
  call void %4(ptr noundef %ctx, i64 noundef 0, i64 noundef %i19.0, i64 noundef %in_size)
  br label %cleanup36

if.end26:                                         ; preds = %for.body23
  %mul27 = mul nsw i64 %i19.0, %in_stride
  %add.ptr28 = getelementptr inbounds i8, ptr %in_data, i64 %mul27
  %5 = load double, ptr %add.ptr28, align 8
  %cmp29 = icmp sge i64 %i19.0, %out_size
  br i1 %cmp29, label %if.then30, label %if.end31

if.then30:                                        ; preds = %if.end26
  %6 = load ptr, ptr @coluber_slots, align 8, !invariant.load !0, !nonnull !0
  call void %6(ptr noundef %ctx, i64 noundef 0, i64 noundef %i19.0, i64 noundef %out_size)
  br label %cleanup

if.end31:                                         ; preds = %if.end26
  %7 = call double @llvm.sqrt.f64(double %5)
  %mul32 = mul nsw i64 %i19.0, %out_stride
  %add.ptr33 = getelementptr inbounds i8, ptr %out_data, i64 %mul32
  store double %7, ptr %add.ptr33, align 8
  br label %cleanup

cleanup:                                          ; preds = %if.end31, %if.then30
  %cleanup.dest.slot.0 = phi i32 [ 1, %if.then30 ], [ 0, %if.end31 ]
  %retval.1 = phi i32 [ 1, %if.then30 ], [ %retval.0, %if.end31 ]
  switch i32 %cleanup.dest.slot.0, label %cleanup36 [
    i32 0, label %cleanup.cont
  ]

cleanup.cont:                                     ; preds = %cleanup
  br label %for.inc34

for.inc34:                                        ; preds = %cleanup.cont
  %inc35 = add nsw i64 %i19.0, 1
  br label %for.cond20

cleanup36:                                        ; preds = %cleanup, %if.then25, %for.cond.cleanup22
  %cleanup.dest.slot.1 = phi i32 [ 1, %if.then25 ], [ %cleanup.dest.slot.0, %cleanup ], [ 8, %for.cond.cleanup22 ]
  %retval.2 = phi i32 [ 1, %if.then25 ], [ %retval.1, %cleanup ], [ %retval.0, %for.cond.cleanup22 ]
  switch i32 %cleanup.dest.slot.1, label %unreachable [
    i32 8, label %for.end38
    i32 1, label %return
  ]

for.end38:                                        ; preds = %cleanup36
  br label %return

return:                                           ; preds = %for.end38, %cleanup36, %if.end
  %retval.3 = phi i32 [ 0, %if.end ], [ %retval.2, %cleanup36 ], [ 0, %for.end38 ]
  ret i32 %retval.3

unreachable:                                      ; preds = %cleanup36
  unreachable
}

; Function Attrs: nocallback nofree nosync nounwind willreturn memory(argmem: readwrite)
declare void @llvm.lifetime.end.p0(i64 immarg, ptr nocapture) #1

; Function Attrs: nocallback nofree nosync nounwind speculatable willreturn memory(none)
declare double @llvm.sqrt.f64(double) #4

attributes #0 = { nounwind uwtable }
attributes #1 = { nocallback nofree nosync nounwind willreturn memory(argmem: readwrite) }
attributes #2 = { nocallback nofree nounwind willreturn memory(argmem: write) }
attributes #3 = { alwaysinline nounwind uwtable }
attributes #4 = { nocallback nofree nosync nounwind speculatable willreturn memory(none) }
attributes #5 = { nounwind }

!0 = !{}
